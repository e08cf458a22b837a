package io.callvault.desktop.link;

import io.callvault.model.wire.Frame;

/** The living connection to the server, as its users see it. All methods return at once and may be called from any thread. */
public interface ServerLink extends LinkMonitor {

    /**
     * Queues the frame in the lane of its kind.
     *
     * @return false if it was not taken: not online, or the lane is full. A taken frame may still be lost with the connection
     */
    boolean send(Frame frame);

    /** Must be called before {@link #connect()}. */
    void listen(Listener listener);

    /** Connects, and keeps connecting; also the way out of {@code SIGNED_OUT} and {@code REPLACED}. */
    void connect();

    /** Cuts the connection and stays away until {@link #connect()}. */
    void disconnect();

    /** Something may have changed (network, sleep): checks a living connection within 2.5 s, or connects now. */
    void probe();

    /** The network that carried a connection is gone: a living one or an attempt is cut, and one made anew at once. */
    void renew();

    /** Hears on the link's loop, in order; must return quickly. */
    interface Listener {

        /** The link is online from here on. */
        void welcomed(Frame.Welcome welcome);

        /** Everything but the link's own frames (welcome, ping, pong). */
        void received(Frame frame);

        /** The newest event of this user, told with every heartbeat. */
        void head(long ev);

        void unreadable(String raw, String why);

        /** The link is no longer online; what was not answered may be lost. */
        void lost();
    }

    /** Asked on the link's loop for every {@code hello}. */
    interface ResumePoint {
        Position position();
    }
}
