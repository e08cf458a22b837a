/** Tests of the client's own figures. */
@NullMarked
package io.callvault.desktop.metric;

import org.jspecify.annotations.NullMarked;
