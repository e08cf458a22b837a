package io.callvault.desktop.chaos.child;

import io.callvault.desktop.chaos.oracle.Dump;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.Digests;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.WireException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of a dump: a device's as they are shown, the server's with its edits and deletes worked out here, from the envelopes alone.
 */
final class DumpRows {

    private static final int DIGEST = 8;

    private DumpRows() {}

    static Dump.Row of(StoredMessage row) {
        Dump.Standing standing = row.failure().isPresent()
                ? Dump.Standing.FAILED
                : row.pending()
                        ? row.localOnly() ? Dump.Standing.LOCAL_ONLY : Dump.Standing.QUEUED
                        : row.content() instanceof Content.Unreadable ? Dump.Standing.UNREADABLE : Dump.Standing.STORED;
        boolean deleted = row.changed().deleted();
        String id = row.messageId().map(Object::toString).orElse("-");
        return new Dump.Row(
                row.seq(),
                Telling.nameOf(row).orElse(""),
                row.content() instanceof Content.Said(Body body) ? version(body, deleted) : "",
                identity(
                        id,
                        row.clientId(),
                        row.sender(),
                        row.op(),
                        row.refSeq(),
                        row.content() instanceof Content.Said(Body body) ? shown(body, deleted) : "?"),
                standing);
    }

    private record Name(UserId sender, ClientMessageId id) {}

    /** @param messages of one conversation, rising by seq */
    static List<Dump.Row> of(List<EventBody.MessageStored> messages) throws MalformedEnvelopeException, WireException {
        Map<Name, String> texts = new HashMap<>();
        Set<Name> deleted = new HashSet<>();
        for (EventBody.MessageStored stored : messages) {
            switch (body(EnvelopeCodec.parse(stored.envelope()))) {
                case Body.Edit(ClientMessageId of, String text) -> texts.put(new Name(stored.senderId(), of), text);
                case Body.Delete(ClientMessageId of) -> deleted.add(new Name(stored.senderId(), of));
                case Body.Text _, Body.Call _, Body.Unknown _ -> {
                    // changes nothing
                }
            }
        }
        List<Dump.Row> rows = new ArrayList<>();
        for (EventBody.MessageStored stored : messages) {
            Envelope envelope = EnvelopeCodec.parse(stored.envelope());
            Envelope.Header header = envelope.header();
            Body written = body(envelope);
            Name name =
                    new Name(stored.senderId(), StoredMessage.changes(written).orElse(header.messageId()));
            boolean gone = deleted.contains(name);
            Body shown = switch (written) {
                case Body.Text(String text) -> new Body.Text(gone ? "" : texts.getOrDefault(name, text));
                case Body.Edit(ClientMessageId of, String text) -> new Body.Edit(of, gone ? "" : text);
                case Body.Delete _, Body.Call _, Body.Unknown _ -> written;
            };
            rows.add(new Dump.Row(
                    stored.seq(),
                    written instanceof Body.Text(String text)
                            ? Texts.read(text).map(Texts.Version::name).orElse("")
                            : "",
                    version(written instanceof Body.Text ? shown : written, gone),
                    identity(
                            stored.messageId().toString(),
                            header.messageId(),
                            stored.senderId(),
                            header.op(),
                            header.refSeq(),
                            shown(shown, gone)),
                    Dump.Standing.STORED));
        }
        return rows;
    }

    private static String version(Body body, boolean deleted) {
        return switch (body) {
            case Body.Text(String text) ->
                deleted
                        ? Dump.Row.DELETED
                        : Texts.read(text).map(Texts.Version::change).orElse("");
            case Body.Edit(ClientMessageId _, String text) ->
                Texts.read(text).map(Texts.Version::change).orElse("");
            case Body.Delete(ClientMessageId of) -> of.toString();
            case Body.Call _, Body.Unknown _ -> "";
        };
    }

    private static String shown(Body body, boolean deleted) {
        byte[] digest = Digests.sha256(BodyCodec.encode(body));
        return (deleted && body instanceof Body.Text ? Dump.Row.DELETED : "")
                + HexFormat.of().formatHex(digest, 0, DIGEST);
    }

    private static Body body(Envelope envelope) throws WireException {
        return BodyCodec.decode(envelope.body().toArray());
    }

    private static String identity(
            String id, ClientMessageId clientId, UserId sender, MessageOp op, long refSeq, String shown) {
        return String.join("|", id, clientId.toString(), sender.toString(), op.name(), Long.toString(refSeq), shown);
    }
}
