/** Tests of the room of the same name. */
@NullMarked
package io.callvault.desktop.calltest.ui;

import org.jspecify.annotations.NullMarked;
