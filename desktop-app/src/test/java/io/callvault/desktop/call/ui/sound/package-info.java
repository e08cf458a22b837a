/** Tests of the room of this name. */
@NullMarked
package io.callvault.desktop.call.ui.sound;

import org.jspecify.annotations.NullMarked;
