/** Tests of the room of the same name. */
@NullMarked
package io.callvault.desktop.calltest.turn;

import org.jspecify.annotations.NullMarked;
