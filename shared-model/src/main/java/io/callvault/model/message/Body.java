package io.callvault.model.message;

/** What a message says. Unknown kinds from newer apps are kept, never dropped: see {@link Unknown}. */
public sealed interface Body {

    /** Plain text, at most {@code Limits.MAX_TEXT_CHARS} UTF-16 units, never blank. */
    record Text(String text) implements Body {}

    /**
     * A kind this version does not know.
     *
     * @param kind the kind's name on the wire
     * @param json the whole body as it came, so that a later version can show it
     */
    record Unknown(String kind, String json) implements Body {}
}
