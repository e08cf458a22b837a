package io.callvault.desktop.chat;

import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.Store;
import io.callvault.model.id.ConversationId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps unsent text: of many changes within {@code later}'s delay only the last is written, and {@link #flush} writes the rest
 * before the store closes. Any thread.
 */
final class DraftKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(DraftKeeper.class);

    private final Store store;
    private final Executor later;
    private final Map<ConversationId, String> waiting = new HashMap<>();
    private boolean scheduled;

    /**
     * @param later runs a task after well under a second
     */
    DraftKeeper(Store store, Executor later) {
        this.store = store;
        this.later = later;
    }

    void save(ConversationId conversation, String text) {
        boolean first;
        synchronized (this) {
            waiting.put(conversation, text);
            first = !scheduled;
            scheduled = true;
        }
        if (first) {
            later.execute(this::flush);
        }
    }

    /** The text was sent: what still waits for it is out of date. */
    synchronized void forget(ConversationId conversation) {
        waiting.remove(conversation);
    }

    /**
     * Queues what waits; durable before a store that is closed afterwards. Taken and queued in one step: a text that is sent in
     * between would come back as a draft behind its own message.
     */
    synchronized void flush() {
        Map<ConversationId, String> texts = Map.copyOf(waiting);
        waiting.clear();
        scheduled = false;
        texts.forEach((conversation, text) -> {
            CompletionStage<Done> written = store.update(tx -> tx.drafts().save(conversation, text));
            written.whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.warn("a draft was not kept", failure);
                }
            });
        });
    }
}
