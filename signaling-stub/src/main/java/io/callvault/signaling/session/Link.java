package io.callvault.signaling.session;

import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;

/** The way to one client, whatever carries it. Called on the session's event loop, but for {@link #identify}. */
interface Link {

    /** Whether and how the client listens at this moment. */
    enum Ears {
        /** Nothing reaches it: no stream is open and no request waits. */
        NONE,
        /** What is written reaches it, as far as anybody knows. */
        OPEN,
        /** It waits for an answer, so it was there a moment ago. */
        WAITING
    }

    /** Tells whose way it is. Whether it may be used; if not, it is already cut. Any thread. */
    boolean identify(DeviceId device);

    /** Whether it takes more events without buffering them. */
    boolean writable();

    /** Whether it takes something that may be dropped. */
    boolean roomForTransient();

    void write(Frame frame);

    /** There is a newer event; whoever pulls may want to know. */
    void news();

    /** Whether to read on; while not, the client's frames wait in the network. */
    void read(boolean on);

    Ears ears();

    /** Says goodbye. {@link Session#ended} follows. */
    void close(CloseCode code, String reason);
}
