package io.callvault.signaling.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Sends so many messages whatever happens to the server: reconnects and resends what is unacknowledged, same bytes. */
public final class StubbornSender {

    private static final int WINDOW = 16;
    private static final long RETRY_NANOS = 20_000_000;

    private final Person person;
    private final ConversationId conversation;
    private final int count;
    private final Deque<Frame.Send> unacked = new ArrayDeque<>();
    private final Map<ClientMessageId, Frame.Ack> acks = new LinkedHashMap<>();
    private final Map<ClientMessageId, Frame.Send> sent = new LinkedHashMap<>();
    private int dups;

    public StubbornSender(Person person, ConversationId conversation, int count) {
        this.person = person;
        this.conversation = conversation;
        this.count = count;
    }

    public void run() {
        while (acks.size() < count) {
            try (Wire wire = person.connect()) {
                for (Frame.Send again : List.copyOf(unacked)) {
                    wire.send(again);
                }
                while (acks.size() < count && step(wire)) {}
            } catch (UncheckedIOException | CompletionException | AssertionError serverIsAway) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private boolean step(Wire wire) {
        while (unacked.size() < WINDOW && sent.size() < count) {
            Optional<ClientMessageId> previous = sent.isEmpty()
                    ? Optional.empty()
                    : Optional.of(sent.keySet().stream().reduce((a, b) -> b).orElseThrow());
            Frame.Send send = person.text(conversation, "message " + sent.size(), previous);
            sent.put(send.clientMsgId(), send);
            unacked.add(send);
            wire.send(send);
        }
        Optional<Frame> answer =
                wire.poll(Frame.class, frame -> frame instanceof Frame.Ack || frame instanceof Frame.Nack);
        if (answer.isPresent() && answer.get() instanceof Frame.Ack ack) {
            assertThat(unacked.removeFirst().clientMsgId()).isEqualTo(ack.clientMsgId());
            acks.put(ack.clientMsgId(), ack);
            dups += ack.dup() ? 1 : 0;
            return true;
        }
        if (answer.isPresent()) {
            throw new IllegalStateException("refused: " + answer.get());
        }
        return false;
    }

    /** In the order of sending. */
    public List<Frame.Send> sent() {
        return List.copyOf(sent.values());
    }

    public Map<ClientMessageId, Frame.Ack> acks() {
        return acks;
    }

    /** How many were found stored when they were sent again. */
    public int dups() {
        return dups;
    }
}
