package io.callvault.desktop.call;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.VideoInput;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What calls take from the machine they run on.
 *
 * @param engine opens the engine, once, on a thread of its own; may take a second
 * @param microphone from an id of the settings to what is sent
 * @param camera the same for pictures
 * @param screen the same for what is shared
 */
public record CallMedia(
        Supplier<CallEngine> engine,
        Function<String, AudioInput> microphone,
        Function<String, VideoInput> camera,
        Function<String, VideoInput> screen) {

    /** The computer's own devices. */
    public static CallMedia devices(Supplier<CallEngine> engine) {
        return new CallMedia(engine, AudioInput.Microphone::new, VideoInput.Camera::new, VideoInput.Screen::new);
    }
}
