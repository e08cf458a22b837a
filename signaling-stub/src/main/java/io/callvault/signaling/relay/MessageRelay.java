package io.callvault.signaling.relay;

import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.MessageId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.account.TokenBuckets;
import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.metric.SignatureFailure;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.MessageTable.Receipt;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes a message: checks the envelope against the device that speaks, then orders, stores and tells it in one transaction
 * (PROTOCOL.md, "What the server guarantees", 1 to 4).
 *
 * <p>Time: an envelope may be as old as it likes, because people write offline; only one from more than 300 s in the future
 * is refused with {@code clock_skew}, and never one that is already stored.
 */
public final class MessageRelay {

    private final Store store;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final boolean dedupes;
    private final ServerMetrics metrics;
    private final TokenBuckets<DeviceId> pace;

    /**
     * @param broken guarantees left out on purpose
     * @param pace how often each device may send
     */
    public MessageRelay(
            Store store,
            InstantSource clock,
            IdGenerator ids,
            Set<Broken> broken,
            ServerMetrics metrics,
            TokenBuckets<DeviceId> pace) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.metrics = metrics;
        this.pace = pace;
        this.dedupes = !broken.contains(Broken.SKIP_DEDUPE);
    }

    /** Completes with an {@link Frame.Ack} once the message is on disk, or with a {@link Frame.Nack}. Blocks for the signature. */
    public CompletionStage<Frame> send(Principal principal, Frame.Send send) {
        long start = System.nanoTime();
        long waitMs = pace.take(principal.device());
        if (waitMs > 0) {
            metrics.count(Counter.RATE_LIMITED);
            return CompletableFuture.completedStage(nack(send, ProblemCode.RATE_LIMITED, waitMs));
        }
        Envelope.Header header;
        try {
            header = check(principal, send);
        } catch (RefusedException e) {
            return CompletableFuture.completedStage(nack(send, e.code()));
        }
        return store.<Frame>write(tables -> store(tables, principal.user(), send, header))
                .whenComplete((ack, failure) -> {
                    if (failure == null) {
                        metrics.acked(System.nanoTime() - start);
                    }
                })
                .exceptionally(failure -> nack(
                        send,
                        Failures.cause(failure) instanceof RefusedException refused
                                ? refused.code()
                                : ProblemCode.INTERNAL));
    }

    private Envelope.Header check(Principal principal, Frame.Send send) throws RefusedException {
        Envelope envelope;
        try {
            envelope = EnvelopeCodec.parse(send.envelope());
        } catch (MalformedEnvelopeException e) {
            failed(SignatureFailure.MALFORMED, principal, 0);
            throw new RefusedException(ProblemCode.MALFORMED, String.valueOf(e.getMessage()));
        }
        Envelope.Header header = envelope.header();
        if (!header.user().equals(principal.user().id()) || !header.device().equals(principal.device())) {
            failed(SignatureFailure.UNKNOWN_DEVICE, principal, 0);
            throw new RefusedException(ProblemCode.FORBIDDEN, "the envelope names another author");
        }
        if (!header.conversation().equals(send.conversationId())
                || !header.messageId().equals(send.clientMsgId())) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "the envelope names another conversation or message");
        }
        if (!EnvelopeCodec.verify(envelope, principal.deviceKey())) {
            failed(SignatureFailure.BAD_SIGNATURE, principal, 0);
            throw new RefusedException(ProblemCode.BAD_SIGNATURE, "the envelope is not signed by this device");
        }
        return header;
    }

    /** @param principal who is connected: that much is certain */
    private void failed(SignatureFailure cause, Principal principal, long offsetMs) {
        metrics.refused(cause, "envelope", principal.device().toString(), offsetMs);
    }

    private Frame.Ack store(Tables tables, UserKey sender, Frame.Send send, Envelope.Header header)
            throws RefusedException {
        Optional<Receipt> known = tables.messages().find(sender, send.clientMsgId());
        if (known.isPresent() && dedupes) {
            return again(send, known.get());
        }
        Conversation conversation = tables.conversations()
                .ofMember(send.conversationId(), sender)
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_MEMBER, "not your conversation"));
        List<UserKey> members = tables.conversations().members(conversation.num());
        long now = clock.millis();
        mayWrite(tables, sender, conversation, members);
        if (header.timestampMs() > now + Limits.MAX_CLOCK_SKEW_MS) {
            metrics.refused(
                    SignatureFailure.CLOCK_SKEW, "envelope", header.device().toString(), header.timestampMs() - now);
            throw new RefusedException(ProblemCode.CLOCK_SKEW, "the message is from the future");
        }
        // Beyond the end is no mistake: a server restored from a backup hears of a change before it has its message
        // again.
        if (header.refSeq() < 0) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "the message changes one that cannot exist");
        }
        if (send.prevClientMsgId()
                .filter(previous -> tables.messages().find(sender, previous).isEmpty())
                .isPresent()) {
            throw new RefusedException(ProblemCode.PREDECESSOR_MISSING, "the message before has not arrived");
        }
        EventBody.MessageStored message = new EventBody.MessageStored(
                conversation.id(),
                tables.conversations().nextSeq(conversation.num()),
                new MessageId(ids.next()),
                sender.id(),
                header.device(),
                now,
                send.envelope());
        long senderEv = 0;
        for (UserKey member : members) {
            long ev = tables.events().append(member, conversation.num(), message);
            senderEv = member.equals(sender) ? ev : senderEv;
        }
        // The table itself would refuse the key a second time: a broken server makes one up.
        ClientMessageId key = known.isEmpty() ? send.clientMsgId() : new ClientMessageId(ids.next());
        tables.messages().insert(conversation.num(), sender, key, message, senderEv);
        return new Frame.Ack(send.clientMsgId(), message.messageId(), now, message.seq(), senderEv, false);
    }

    private static Frame.Ack again(Frame.Send send, Receipt known) throws RefusedException {
        if (!known.envelope().equals(send.envelope())) {
            throw new RefusedException(ProblemCode.KEY_REUSED, "this key was used for other bytes");
        }
        return new Frame.Ack(
                send.clientMsgId(), known.messageId(), known.serverMs(), known.seq(), known.senderEv(), true);
    }

    private static void mayWrite(Tables tables, UserKey sender, Conversation conversation, List<UserKey> members)
            throws RefusedException {
        if (conversation.kind() != ConversationKind.DIRECT) {
            return;
        }
        for (UserKey member : members) {
            if (!member.equals(sender) && tables.contacts().blocked(sender, member)) {
                throw new RefusedException(ProblemCode.FORBIDDEN, "one of the two blocked the other");
            }
        }
    }

    private Frame.Nack nack(Frame.Send send, ProblemCode code) {
        return nack(send, code, code == ProblemCode.UNAVAILABLE || code == ProblemCode.INTERNAL ? 1_000 : 0);
    }

    private Frame.Nack nack(Frame.Send send, ProblemCode code, long retryAfterMs) {
        metrics.nacked(code.wireName());
        return new Frame.Nack(send.clientMsgId(), code.wireName(), code.permanent(), retryAfterMs, clock.millis());
    }
}
