package io.callvault.desktop.link;

import io.callvault.model.wire.Frame;

/** A way to carry frames; {@link TransportKind} names those there are. */
public interface Transport {

    /**
     * Begins to connect and returns at once.
     *
     * @param listener hears from the transport's own threads, one at a time; {@code closed} comes exactly once, last
     */
    Connection open(Listener listener);

    /** One attempt or connection. Called on the link's loop. */
    interface Connection {

        /** Hands the frame over without waiting; dropped when the connection is not open. */
        void send(Frame frame);

        /** How many frames it takes now; what waits elsewhere can still be overtaken by a call. */
        int room();

        /** Whether {@link Listener#roomAgain} is called when there is room again; if not, ask again a little later. */
        boolean tellsRoom();

        /** Ends the connection at once, whatever it is doing. */
        void close();
    }

    /** What a connection tells. */
    interface Listener {

        void opened();

        void received(Frame frame);

        /** Something came that is not a frame this version knows. */
        void unreadable(String raw, String why);

        /** There was no room, and now there is. */
        void roomAgain();

        /**
         * @param code a close code (RFC 6455, section 7.4), {@link CloseCode#ABNORMAL} without one
         */
        void closed(int code, String reason);
    }
}
