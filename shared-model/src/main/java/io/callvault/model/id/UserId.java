package io.callvault.model.id;

import java.util.UUID;

/** A person's account. */
public record UserId(UUID value) implements Id {

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    public static UserId of(String text) {
        return new UserId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
