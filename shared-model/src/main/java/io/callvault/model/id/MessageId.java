package io.callvault.model.id;

import java.util.UUID;

/** A message as the server stored it. */
public record MessageId(UUID value) implements Id {

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    public static MessageId of(String text) {
        return new MessageId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
