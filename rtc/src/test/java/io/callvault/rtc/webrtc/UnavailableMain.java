package io.callvault.rtc.webrtc;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.VideoInput;
import org.awaitility.Awaitility;

/** What {@link AvailabilityTest} runs in a process without natives. */
final class UnavailableMain {
    private UnavailableMain() {}

    /** Prints what the engine says of itself, and what its peer heard. */
    public static void main(String[] arguments) {
        CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
        End end = new End(engine, End.plan("none", new AudioInput.None(), new VideoInput.None()));
        Awaitility.await().until(() -> !end.failures.isEmpty());
        end.close();
        Awaitility.await().until(() -> end.is(PeerState.CLOSED));
        System.out.println(engine.availability() + " " + end.failures + " " + end.states);
        System.exit(0);
    }
}
