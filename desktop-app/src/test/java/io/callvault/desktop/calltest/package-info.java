/** Tests of the call test: every finding of it is provoked once. */
@NullMarked
package io.callvault.desktop.calltest;

import org.jspecify.annotations.NullMarked;
