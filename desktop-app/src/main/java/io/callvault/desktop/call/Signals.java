package io.callvault.desktop.call;

import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.ServerLink;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Frames on their way to the other side. What a call still needs is sent again by the call itself when the link is back; last
 * words (hang-up, decline, busy) are kept here, because the call is gone by then. On the call thread.
 */
final class Signals {

    private static final int MOST_LAST_WORDS = 16;

    /** By then the server has ended the call by itself. */
    private static final long LIFE_MS = 60_000;

    private record LastWord(Frame.Call frame, long atMs) {}

    private final ServerLink link;
    private final InstantSource clock;
    private final Deque<LastWord> lastWords = new ArrayDeque<>();

    Signals(ServerLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    LinkMonitor link() {
        return link;
    }

    static Frame.Call frame(
            CallId call, ConversationId conversation, Optional<DeviceId> to, CallSignal signal, Bytes signature) {
        return new Frame.Call(
                call,
                CallSignalCodec.kind(signal).wireName(),
                conversation,
                Optional.empty(),
                to,
                0,
                CallSignalCodec.encode(signal),
                signature);
    }

    /** Lost if the link is away. */
    void send(Frame.Call frame) {
        link.send(frame);
    }

    /** Said again whenever the link comes back within a minute. */
    void sendLast(Frame.Call frame) {
        if (lastWords.size() == MOST_LAST_WORDS) {
            lastWords.removeFirst();
        }
        lastWords.addLast(new LastWord(frame, clock.millis()));
        link.send(frame);
    }

    void linkBack() {
        long now = clock.millis();
        lastWords.removeIf(word -> now - word.atMs() > LIFE_MS);
        lastWords.forEach(word -> link.send(word.frame()));
    }
}
