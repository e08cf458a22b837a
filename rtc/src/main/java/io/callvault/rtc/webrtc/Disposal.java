package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.internal.DisposableNativeObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of a native object. */
final class Disposal {
    private static final Logger log = LoggerFactory.getLogger(Disposal.class);

    private Disposal() {}

    /** The library throws an Error when somebody else still holds the object; the reference is given back all the same. */
    static void of(DisposableNativeObject object) {
        try {
            object.dispose();
        } catch (RuntimeException | Error e) {
            log.trace("still held", e);
        }
    }
}
