package io.callvault.desktop.sync;

import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.OutboxEnvelope;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs envelopes anew when the server says that their time is wrong (PROTOCOL.md, "clock wrong"): the same key, the same
 * message, another time. The envelopes behind it in the chain name the hash of the one before, so they are signed anew with it;
 * the server has none of them, because it takes them only in their order. Each row once. Inside a transaction.
 */
final class Resigner {

    private static final Logger LOG = LoggerFactory.getLogger(Resigner.class);

    private final SigningKey key;
    private final long deltaMs;
    private final long nowMs;

    /**
     * @param deltaMs what the time in the envelopes is wrong by: added to it
     * @param nowMs the server's time now; no envelope is from later, none from long before
     */
    Resigner(SigningKey key, long deltaMs, long nowMs) {
        this.key = key;
        this.deltaMs = deltaMs;
        this.nowMs = nowMs;
    }

    private record Link(OutboxEnvelope row, Envelope envelope) {}

    /** False if it was signed anew before, and the server still does not believe it. */
    boolean resign(Tx tx, ClientMessageId refused) throws StoreException {
        Optional<ConversationId> conversation = tx.outbox().conversation(refused);
        if (conversation.isEmpty()) {
            return true;
        }
        List<Link> chain = chain(tx.outbox().envelopes(conversation.get()));
        Optional<Link> first = chain.stream()
                .filter(link -> link.row().clientId().equals(refused))
                .findFirst();
        if (first.isEmpty() || first.get().row().resigned()) {
            return false;
        }
        long from = first.get().envelope().header().counter();
        Map<Bytes, Bytes> newHashes = new HashMap<>();
        for (Link link : chain) {
            if (link.envelope().header().counter() >= from) {
                Bytes sealed = seal(link.envelope(), newHashes);
                tx.outbox().replace(link.row().clientId(), sealed, time(link.envelope()));
                newHashes.put(EnvelopeCodec.chainHash(link.row().envelope()), EnvelopeCodec.chainHash(sealed));
            }
        }
        ChainLink end = tx.conversations().chain(conversation.get());
        Bytes newEnd = newHashes.get(end.hash());
        if (newEnd != null) {
            tx.conversations().advanceChain(conversation.get(), new ChainLink(end.counter(), newEnd));
        }
        return true;
    }

    private Bytes seal(Envelope old, Map<Bytes, Bytes> newHashes) {
        Envelope.Header header = old.header();
        return EnvelopeCodec.seal(
                new Envelope.Header(
                        header.suite(),
                        header.op(),
                        header.conversation(),
                        header.keyEpoch(),
                        header.user(),
                        header.device(),
                        header.messageId(),
                        header.counter(),
                        newHashes.getOrDefault(header.previousHash(), header.previousHash()),
                        time(old),
                        header.refSeq(),
                        header.nonce()),
                old.body().toArray(),
                key);
    }

    /** Whether a server whose clock shows {@code serverMs} cannot have refused these bytes for their time. */
    static boolean believable(Bytes sealed, long serverMs) {
        try {
            long written = EnvelopeCodec.parse(sealed).header().timestampMs();
            return Math.abs(written - serverMs) <= Limits.MAX_CLOCK_SKEW_MS;
        } catch (MalformedEnvelopeException e) {
            return false;
        }
    }

    /** When it was written, as far as that may be said: well within what the server believes. */
    private long time(Envelope envelope) {
        return Math.clamp(envelope.header().timestampMs() + deltaMs, nowMs - Limits.MAX_CLOCK_SKEW_MS / 2, nowMs);
    }

    /** By their place in the device's chain. */
    private static List<Link> chain(List<OutboxEnvelope> rows) {
        List<Link> chain = new ArrayList<>();
        for (OutboxEnvelope row : rows) {
            try {
                chain.add(new Link(row, EnvelopeCodec.parse(row.envelope())));
            } catch (MalformedEnvelopeException e) {
                LOG.warn("an envelope of the outbox cannot be read: {}", e.toString());
            }
        }
        chain.sort(Comparator.comparingLong(link -> link.envelope().header().counter()));
        return chain;
    }
}
