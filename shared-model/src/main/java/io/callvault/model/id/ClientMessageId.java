package io.callvault.model.id;

import java.util.UUID;

/** A message as its author's device named it; also the idempotency key of its sending. */
public record ClientMessageId(UUID value) implements Id {

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    public static ClientMessageId of(String text) {
        return new ClientMessageId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
