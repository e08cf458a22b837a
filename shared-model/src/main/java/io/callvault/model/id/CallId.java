package io.callvault.model.id;

import java.util.UUID;

/** A call, the same on both ends. */
public record CallId(UUID value) implements Id {

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    public static CallId of(String text) {
        return new CallId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
