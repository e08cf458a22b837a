package io.callvault.model.id;

import java.util.UUID;

/** A conversation of two people or a group. */
public record ConversationId(UUID value) implements Id {

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    public static ConversationId of(String text) {
        return new ConversationId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
