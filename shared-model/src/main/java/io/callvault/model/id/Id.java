package io.callvault.model.id;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A typed UUID. Two ids of different types are never equal. */
public sealed interface Id permits CallId, ClientMessageId, ConversationId, DeviceId, EventId, MessageId, UserId {

    /** Length of {@link #bytes()} in bytes. */
    int LENGTH = 16;

    UUID value();

    /** The 16 bytes in network order (RFC 9562, section 4). */
    default byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(value().getMostSignificantBits())
                .putLong(value().getLeastSignificantBits())
                .array();
    }

    /**
     * Reads the canonical 36-character form and nothing else ({@link UUID#fromString} alone also takes shortened groups).
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    static UUID parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("an id has 36 characters");
        }
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("an id is a canonical UUID");
        }
        return uuid;
    }

    /** Reads 16 bytes from the buffer's position. */
    static UUID read(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
