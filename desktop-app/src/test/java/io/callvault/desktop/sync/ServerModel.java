package io.callvault.desktop.sync;

import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What PROTOCOL.md says a server does, in memory: one conversation, and an event log for each member. */
final class ServerModel {

    static final ConversationId CONVERSATION = new ConversationId(new UUID(3, 1));

    final String epoch;
    final List<Person> members;
    final List<EventBody.MessageStored> messages = new ArrayList<>();
    final Map<ClientMessageId, String> refusals = new HashMap<>();
    /** The server's time, against which envelopes are held; 0 for not at all. */
    long nowMs;
    /** Nothing can be stored for now. */
    boolean trouble;
    /** Messages that were offered. */
    int sends;

    private final Map<UserId, List<Frame.Event>> events = new LinkedHashMap<>();
    private final Map<ClientMessageId, Frame.Ack> acks = new HashMap<>();
    private final Map<UserId, EventBody.Watermark> marks = new LinkedHashMap<>();
    private long ids = 1;

    ServerModel(String epoch, List<Person> members) {
        this.epoch = epoch;
        this.members = members;
        for (Person member : members) {
            events.put(member.user(), new ArrayList<>());
            marks.put(member.user(), new EventBody.Watermark(member.user(), 0, 0));
        }
        tellAll(new EventBody.ConversationChanged(conversation()));
    }

    List<Frame.Event> events(UserId user) {
        return events.getOrDefault(user, List.of());
    }

    Frame send(Person sender, Frame.Send send) {
        sends++;
        if (trouble) {
            return new Frame.Nack(send.clientMsgId(), ProblemCode.UNAVAILABLE.wireName(), false, 0, 0);
        }
        Frame.Ack known = acks.get(send.clientMsgId());
        if (known != null) {
            return new Frame.Ack(
                    known.clientMsgId(), known.messageId(), known.serverTimestamp(), known.seq(), known.ev(), true);
        }
        String refusal = refusals.get(send.clientMsgId());
        if (refusal != null) {
            boolean permanent = ProblemCode.of(refusal).orElseThrow().permanent();
            if (!permanent) {
                refusals.remove(send.clientMsgId());
            }
            return new Frame.Nack(send.clientMsgId(), refusal, permanent, 0, 0);
        }
        if (nowMs > 0 && Math.abs(timeIn(send) - nowMs) > Limits.MAX_CLOCK_SKEW_MS) {
            return new Frame.Nack(send.clientMsgId(), ProblemCode.CLOCK_SKEW.wireName(), false, 0, nowMs);
        }
        if (send.prevClientMsgId()
                .filter(previous -> !acks.containsKey(previous))
                .isPresent()) {
            return new Frame.Nack(send.clientMsgId(), ProblemCode.PREDECESSOR_MISSING.wireName(), false, 0, 0);
        }
        EventBody.MessageStored message = new EventBody.MessageStored(
                CONVERSATION,
                messages.size() + 1L,
                new MessageId(new UUID(4, ids++)),
                sender.user(),
                sender.device(),
                1_000 + ids,
                send.envelope());
        messages.add(message);
        tellAll(message);
        long ev = events(sender.user()).size();
        Frame.Ack ack = new Frame.Ack(
                send.clientMsgId(), message.messageId(), message.serverTimestamp(), message.seq(), ev, false);
        acks.put(send.clientMsgId(), ack);
        return ack;
    }

    private static long timeIn(Frame.Send send) {
        try {
            return EnvelopeCodec.parse(send.envelope()).header().timestampMs();
        } catch (MalformedEnvelopeException e) {
            throw new AssertionError(e);
        }
    }

    void receipt(Person who, Frame.Receipt receipt) {
        EventBody.Watermark old = marks.getOrDefault(who.user(), new EventBody.Watermark(who.user(), 0, 0));
        long read = Math.max(old.readSeq(), Math.min(receipt.readSeq(), messages.size()));
        long delivered =
                Math.max(read, Math.max(old.deliveredSeq(), Math.min(receipt.deliveredSeq(), messages.size())));
        EventBody.Watermark now = new EventBody.Watermark(who.user(), delivered, read);
        if (!now.equals(old)) {
            marks.put(who.user(), now);
            tellAll(new EventBody.ReceiptMoved(CONVERSATION, who.user(), delivered, read));
        }
    }

    /** From here on it gives ids that no other model gave: its story is another one. */
    void fork() {
        ids += 1_000_000;
    }

    SyncApi.Snapshot snapshot(Person who) {
        List<Frame.Event> log = events(who.user());
        return new SyncApi.Snapshot(
                epoch,
                log.size(),
                log.isEmpty() ? Optional.empty() : Optional.of(log.getLast().eventId()),
                0,
                who.profile(),
                List.of(),
                List.of(conversation()));
    }

    EventBody.Conversation conversation() {
        return new EventBody.Conversation(
                CONVERSATION,
                ConversationKind.DIRECT,
                "",
                members.stream().map(Person::profile).toList(),
                1,
                messages.size(),
                List.copyOf(marks.values()));
    }

    /** A fault: the event is gone, and the places around it stay. */
    void loseEvent(UserId user, long ev) {
        events(user).removeIf(event -> event.ev() == ev);
    }

    void tellAll(EventBody body) {
        for (List<Frame.Event> log : events.values()) {
            log.add(new Frame.Event(log.size() + 1L, new EventId(new UUID(5, ids++)), body));
        }
    }
}
