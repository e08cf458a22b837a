package io.callvault.desktop.store.row;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A conversation in one line, for comparing devices with each other and with the server: equal digests mean the same messages,
 * at the same places, by the same people, with the same edits and deletes. What only one side can know (ticks, times, pending
 * messages) is left out. A pure function of the rows 1..n, added in their order.
 *
 * <p>SHA-256 over, for each row: {@code seq8 | sender16 | client_msg_id16 | state1 | len4 | text}, numbers big-endian, the text in
 * UTF-8. {@code state}: 0 as written, 1 edited, 2 deleted, 3 a change of another row (edit, delete, anything that is no new
 * message), 4 unreadable, 5 of a newer kind. The text is the newest one in states 0 and 1, and empty in all others. The
 * client_msg_id of an unreadable row is its message_id.
 *
 * @param rows how many rows
 * @param lastSeq the highest seq; the conversation is without a hole if it equals {@code rows}
 * @param sha256 in lower-case hexadecimal digits
 */
public record ConversationDigest(long rows, long lastSeq, String sha256) {

    /** What stands at a seq; the number goes into the digest. */
    public enum State {
        WRITTEN(0),
        EDITED(1),
        DELETED(2),
        CHANGE(3),
        UNREADABLE(4),
        NEWER(5);

        private final int code;

        State(int code) {
            this.code = code;
        }
    }

    public boolean complete() {
        return rows == lastSeq;
    }

    /** Takes rows by rising seq. One thread. */
    public static final class Builder {

        private final MessageDigest sha256 = sha256();
        private long rows;
        private long lastSeq;

        public Builder add(long seq, UserId sender, ClientMessageId id, State state, String text) {
            if (seq <= lastSeq) {
                throw new IllegalArgumentException("seqs rise: " + seq + " after " + lastSeq);
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(8 + 16 + 16 + 1 + 4 + utf8.length)
                    .putLong(seq)
                    .put(sender.bytes())
                    .put(id.bytes())
                    .put((byte) state.code)
                    .putInt(utf8.length)
                    .put(utf8)
                    .flip());
            rows++;
            lastSeq = seq;
            return this;
        }

        /** A row as it is shown on this device. */
        public Builder add(StoredMessage message) {
            return switch (message.content()) {
                case Content.Unreadable _ -> add(message, State.UNREADABLE, "");
                case Content.Said(Body _) when message.op() != MessageOp.NEW -> add(message, State.CHANGE, "");
                case Content.Said(Body _) when message.changed().deleted() -> add(message, State.DELETED, "");
                case Content.Said(Body.Text(String text)) ->
                    add(message, message.changed().edited() ? State.EDITED : State.WRITTEN, text);
                case Content.Said(Body _) -> add(message, State.NEWER, "");
            };
        }

        private Builder add(StoredMessage message, State state, String text) {
            return add(message.seq(), message.sender(), message.clientId(), state, text);
        }

        public ConversationDigest build() {
            return new ConversationDigest(rows, lastSeq, HexFormat.of().formatHex(sha256.digest()));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
