package io.callvault.model.id;

import java.util.UUID;

/** One installation of the app, with a signing key of its own. */
public record DeviceId(UUID value) implements Id {

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if the text is not a canonical UUID
     */
    public static DeviceId of(String text) {
        return new DeviceId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
