package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.Position;
import io.callvault.model.wire.Frame;

/** What comes down to a connection whose commands go up by HTTP. Lives on the loop. */
interface Feed {

    /** What the feed tells; on the loop. */
    interface Hearer {

        /** Frames come from now on. */
        void flows();

        /** One frame as it came. */
        void frame(String text);

        /** One frame that the feed makes up itself. */
        void frame(Frame frame);

        /** The feed and with it the connection is over. */
        void closed(int code, String reason);
    }

    /** The server knows the connection: begin to listen behind that position. */
    void start(Position from, Frame.Welcome welcome);

    /** This frame goes up: the feed learns from it what is confirmed and how often the server will be heard. */
    void goesUp(Frame frame);

    void close();
}
