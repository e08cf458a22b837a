package io.callvault.desktop.call;

import io.callvault.rtc.Bounds;

/**
 * What a person chose for calls; kept in the profile.
 *
 * @param microphone id; empty for the system's default, as for the others
 * @param alwaysRelay hides this computer's address from the other side
 * @param lowData less video, less audio
 * @param ringSound whether incoming calls are heard
 * @param survey whether to ask how it was
 */
public record CallSettings(
        String microphone,
        String speaker,
        String camera,
        boolean alwaysRelay,
        boolean lowData,
        Bounds.Processing processing,
        boolean ringSound,
        boolean survey) {

    public static final CallSettings DEFAULT =
            new CallSettings("", "", "", false, false, Bounds.Processing.ALL, true, true);
}
