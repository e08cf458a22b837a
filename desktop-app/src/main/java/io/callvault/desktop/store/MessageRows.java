package io.callvault.desktop.store;

import io.callvault.desktop.fault.Broken;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.store.row.Changed;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From columns of {@code message} to rows and back. */
final class MessageRows {

    static final int TEXT = 0;
    static final int UNKNOWN = 1;
    static final int UNREADABLE = 2;
    static final int EDIT = 3;
    static final int DELETE = 4;
    /** A call that is no news to the called person. */
    static final int CALL = 5;

    static final int MISSED_CALL = 6;

    /** The column's width. */
    private static final int MAX_KIND = 64;

    private final Sql sql;
    private final boolean editUndoesDelete;

    MessageRows(Sql sql, Faults faults) {
        this.sql = sql;
        this.editUndoesDelete = faults.has(Broken.EDIT_UNDOES_DELETE);
    }

    /** The number a state is written with; numbers are never given anew. */
    static int code(DeliveryState state) {
        return switch (state) {
            case QUEUED -> 0;
            case SENDING -> 1;
            case SENT -> 2;
            case DELIVERED -> 3;
            case READ -> 4;
        };
    }

    private static DeliveryState stateOf(int code) {
        return switch (code) {
            case 0 -> DeliveryState.QUEUED;
            case 1 -> DeliveryState.SENDING;
            case 3 -> DeliveryState.DELIVERED;
            case 4 -> DeliveryState.READ;
            default -> DeliveryState.SENT;
        };
    }

    /** Columns as they stand, before names are known. */
    private record Raw(StoredMessage message, UserId sender) {}

    /** Messages of one conversation as they are shown, after edits and deletes; {@code where} follows "WHERE". */
    List<StoredMessage> list(ConversationHead head, String where, Object... values) throws StoreException {
        List<StoredMessage> found = select(head, "SELECT * FROM message WHERE " + where, values);
        if (head.hasChanges()) {
            for (int i = 0; i < found.size(); i++) {
                StoredMessage message = found.get(i);
                if (message.op() == MessageOp.NEW) {
                    found.set(i, Changes.applied(message, changesOf(head, message), editUndoesDelete));
                }
            }
        }
        return found;
    }

    /** Edits and deletes of a message by its author, in their order. */
    private List<StoredMessage> changesOf(ConversationHead head, StoredMessage message) throws StoreException {
        return select(
                head,
                "SELECT m.* FROM message_change c JOIN message m ON m.client_id = c.client_id AND m.sender = c.sender"
                        + " WHERE c.ref_id = ? AND c.sender = ? AND m.msg_key > ? AND m.msg_key < ? ORDER BY m.msg_key",
                message.clientId(),
                message.sender(),
                MessageKey.of(head.num(), 0),
                MessageKey.end(head.num()));
    }

    private List<StoredMessage> select(ConversationHead head, String query, Object... values) throws StoreException {
        List<Raw> raw = sql.list(query, row -> read(row, head), values);
        Map<UserId, String> names = new HashMap<>();
        List<StoredMessage> found = new ArrayList<>(raw.size());
        for (Raw each : raw) {
            String name = names.get(each.sender());
            if (name == null) {
                name = sql.one(
                                "SELECT display_name FROM person WHERE user_id = ?",
                                row -> row.getString(1),
                                each.sender())
                        .orElse("");
                names.put(each.sender(), name);
            }
            found.add(named(each.message(), name));
        }
        return found;
    }

    private static Raw read(ResultSet row, ConversationHead head) throws SQLException {
        long order = MessageKey.order(row.getLong("msg_key"));
        long seq = order < StoredMessage.PENDING_BASE ? order : 0;
        boolean mine = row.getBoolean("mine");
        long serverMs = row.getLong("server_ms");
        UserId sender = new UserId(Sql.uuid(row, "sender"));
        boolean failRetry = row.getBoolean("fail_retry");
        String reason = Sql.optionalText(row, "fail_reason").orElse("");
        StoredMessage message = new StoredMessage(
                head.id(),
                new ClientMessageId(Sql.uuid(row, "client_id")),
                order,
                seq,
                Sql.optionalUuid(row, "message_id").map(MessageId::new),
                sender,
                "",
                mine,
                MessageOp.of(row.getInt("op")).orElse(MessageOp.NEW),
                row.getLong("ref_seq"),
                serverMs > 0 ? serverMs : row.getLong("author_ms"),
                content(row),
                state(stateOf(row.getInt("state")), mine, seq, head),
                Sql.optionalText(row, "fail_code").map(code -> new SendFailure(code, reason, failRetry)),
                row.getBoolean("local_only"),
                Changed.NOT);
        return new Raw(message, sender);
    }

    /** Delivered and read are never written into a row: they follow from the lowest watermarks of the others. */
    private static DeliveryState state(DeliveryState own, boolean mine, long seq, ConversationHead head) {
        if (!mine) {
            return DeliveryState.SENT;
        }
        if (seq == 0) {
            return own;
        }
        DeliveryState seen = seq <= head.peersRead()
                ? DeliveryState.READ
                : seq <= head.peersDelivered() ? DeliveryState.DELIVERED : DeliveryState.SENT;
        return own.merge(seen);
    }

    private static Content content(ResultSet row) throws SQLException {
        String body = row.getString("body");
        return switch (row.getInt("content")) {
            case TEXT -> new Content.Said(new Body.Text(body));
            case EDIT -> new Content.Said(new Body.Edit(target(row), body));
            case DELETE -> new Content.Said(new Body.Delete(target(row)));
            case CALL, MISSED_CALL -> call(body);
            case UNKNOWN ->
                new Content.Said(
                        new Body.Unknown(Sql.optionalText(row, "body_kind").orElse(""), body));
            default -> new Content.Unreadable(body);
        };
    }

    private static Content call(String json) {
        try {
            return new Content.Said(BodyCodec.decode(json.getBytes(StandardCharsets.UTF_8)));
        } catch (WireException e) {
            // Nothing but what was read before is ever written there; a deleted one is empty.
            return new Content.Said(new Body.Text(""));
        }
    }

    /** A change keeps the name of its message where other kinds keep theirs. */
    private static ClientMessageId target(ResultSet row) throws SQLException {
        return ClientMessageId.of(row.getString("body_kind"));
    }

    /** The three columns of a content: its code, kind and text. */
    record Columns(int code, Optional<String> kind, String text) {

        static Columns of(Content content) {
            return switch (content) {
                case Content.Said(Body.Text(String text)) -> new Columns(TEXT, Optional.empty(), text);
                case Content.Said(Body.Edit(ClientMessageId of, String text)) ->
                    new Columns(EDIT, Optional.of(of.toString()), text);
                case Content.Said(Body.Delete(ClientMessageId of)) ->
                    new Columns(DELETE, Optional.of(of.toString()), "");
                case Content.Said(Body.Call call) ->
                    new Columns(
                            call.missed() ? MISSED_CALL : CALL,
                            Optional.empty(),
                            new String(BodyCodec.encode(call), StandardCharsets.UTF_8));
                case Content.Said(Body.Unknown(String kind, String json)) ->
                    new Columns(UNKNOWN, Optional.of(kind.substring(0, Math.min(kind.length(), MAX_KIND))), json);
                case Content.Unreadable(String why) -> new Columns(UNREADABLE, Optional.empty(), why);
            };
        }
    }

    private static StoredMessage named(StoredMessage m, String name) {
        return new StoredMessage(
                m.conversation(),
                m.clientId(),
                m.order(),
                m.seq(),
                m.messageId(),
                m.sender(),
                name,
                m.mine(),
                m.op(),
                m.refSeq(),
                m.timestampMs(),
                m.content(),
                m.state(),
                m.failure(),
                m.localOnly(),
                m.changed());
    }
}
