package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The references that Java holds on native objects. webrtc-java 0.14 never gives back those of connections, transceivers and the
 * microphone's source, which costs 0.4 MB a peer (docs/rtc.md); and it lends senders and tracks without one. On the peer's thread.
 */
final class Handles {
    private static final Logger log = LoggerFactory.getLogger(Handles.class);

    private Handles() {}

    /** The address behind the object; 0 if it has none, or hides it. */
    static long of(NativeObject object) {
        try {
            return field().getLong(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.debug("no native handle", e);
            return 0;
        }
    }

    /**
     * Takes a reference of our own on an object that the library only lends, and that goes when a description drops its section.
     *
     * @return what to {@link #release} in the end
     */
    static long retain(NativeObject lent) {
        long handle = of(lent);
        if (handle == 0) {
            throw new IllegalStateException("the native object is gone");
        }
        try {
            Borrowed object = new Borrowed();
            field().setLong(object, handle);
            object.retain();
            return handle;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a native object cannot be kept", e);
        }
    }

    /** @param handle of a reference that Java owns; 0 does nothing */
    static void release(long handle) {
        if (handle == 0) {
            return;
        }
        try {
            Borrowed object = new Borrowed();
            field().setLong(object, handle);
            object.release();
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.debug("a native object was not released", e);
        }
    }

    private static Field field() throws ReflectiveOperationException {
        Field field = NativeObject.class.getDeclaredField("nativeHandle");
        field.setAccessible(true);
        return field;
    }

    /** Borrows the address, so that the reference counting of the library can be called for it. */
    private static final class Borrowed extends RefCountedObject {}
}
