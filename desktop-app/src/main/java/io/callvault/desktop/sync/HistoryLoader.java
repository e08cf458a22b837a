package io.callvault.desktop.sync;

import io.callvault.model.id.ConversationId;
import java.util.concurrent.CompletableFuture;

/** Fetches messages of the past that are not on this device. Any thread. */
public interface HistoryLoader {

    /**
     * Stores the messages before {@code beforeSeq}, newest first in choice, at most {@code limit}. They are committed when the
     * future completes.
     *
     * @param beforeSeq fetch below this one; {@code Long.MAX_VALUE} for the newest
     * @param limit 1 to 200
     * @return whether it worked; false if the server could not be asked. Never completes exceptionally
     */
    CompletableFuture<Boolean> load(ConversationId conversation, long beforeSeq, int limit);
}
