/** Tests of the room of the same name. */
@NullMarked
package io.callvault.desktop.calltest.probe;

import org.jspecify.annotations.NullMarked;
