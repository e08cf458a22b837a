/**
 * The ring and the ring-back tone, made of sine waves when they are needed. Played on a daemon thread of their own; a computer without
 * a sound device stays silent. Called by {@code call.ui.window} from the FX thread, which never waits for a device. No JavaFX here.
 */
@NullMarked
package io.callvault.desktop.call.ui.sound;

import org.jspecify.annotations.NullMarked;
