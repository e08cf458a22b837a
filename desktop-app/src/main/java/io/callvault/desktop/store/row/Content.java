package io.callvault.desktop.store.row;

import io.callvault.model.message.Body;

/** What a message row holds. */
public sealed interface Content {

    /** A body whose signature fits; {@link Body.Unknown} if a newer app wrote it. */
    record Said(Body body) implements Content {}

    /**
     * Nothing that may be shown: the bytes could not be read, or were not signed by who is said to have sent them.
     *
     * @param why a short sentence, without content
     */
    record Unreadable(String why) implements Content {}
}
