package io.callvault.rtc.webrtc;

import io.callvault.rtc.CallEngine;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where engines come from. Any thread but the screen's: the first time loads 23 MB of natives, up to a second. */
public final class CallEngines {
    private static final Logger log = LoggerFactory.getLogger(CallEngines.class);

    /** The natives are never unloaded: a second runtime a process would cost four threads each time. */
    private static final Map<Options, Natives> LOADED = new EnumMap<>(Options.class);

    /** Where sound comes from and goes to. */
    public enum Options {
        /** The system's microphone and loudspeaker. Sound made by the program is not sent. */
        SYSTEM,
        /** No devices of sound: {@code Generated} inputs alone, any number at a time; what is received is heard by sinks. */
        HEADLESS
    }

    private CallEngines() {}

    /** An engine, or where there can be none one that says why. The caller closes it. */
    public static CallEngine open(Options options) {
        try {
            return new WebRtcEngine(natives(options));
        } catch (Exception | LinkageError e) {
            log.warn("calls are not available", e);
            return new UnavailableEngine(Unavailability.sentence(e));
        }
    }

    private static Natives natives(Options options) {
        synchronized (LOADED) {
            InstalledNatives.load();
            return LOADED.computeIfAbsent(
                    options, wanted -> wanted == Options.HEADLESS ? Natives.headless() : Natives.system());
        }
    }
}
