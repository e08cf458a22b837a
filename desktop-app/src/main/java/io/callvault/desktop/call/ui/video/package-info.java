/**
 * Moving pictures on the screen: filled on the decoder's thread into spare memory, drawn at most once a frame on the FX thread. Knows
 * {@code rtc.VideoSink} and nothing of calls; called by the windows of {@code call.ui.window} and by the bench.
 */
@NullMarked
package io.callvault.desktop.call.ui.video;

import org.jspecify.annotations.NullMarked;
