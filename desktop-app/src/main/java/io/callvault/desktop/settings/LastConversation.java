package io.callvault.desktop.settings;

import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.model.id.ConversationId;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation that was open last: it opens again at the next start. User-interface thread, unless a method says otherwise. */
public final class LastConversation {

    private static final Logger LOG = LoggerFactory.getLogger(LastConversation.class);
    private static final String NAME = "last_conversation";

    private final Consumer<ConversationId> keep;
    private Optional<ConversationId> id;

    /**
     * @param id what was open last; empty if nothing was
     * @param keep keeps another one; must return at once
     */
    public LastConversation(Optional<ConversationId> id, Consumer<ConversationId> keep) {
        this.id = id;
        this.keep = keep;
    }

    /** Reads what the profile kept. Not on the FX thread. */
    public static LastConversation of(Store store) throws StoreException {
        Optional<String> kept = store.read(tx -> tx.settings().get(NAME));
        return new LastConversation(kept.flatMap(LastConversation::read), now -> save(store, now));
    }

    /** Empty if none was open yet. It may be gone since. */
    public Optional<ConversationId> id() {
        return id;
    }

    /** Remembers what is open now; returns at once. */
    public void opened(ConversationId now) {
        if (!id.equals(Optional.of(now))) {
            id = Optional.of(now);
            keep.accept(now);
        }
    }

    private static Optional<ConversationId> read(String text) {
        try {
            return Optional.of(ConversationId.of(text));
        } catch (IllegalArgumentException damaged) {
            LOG.warn("what conversation was open last could not be read; none is opened");
            return Optional.empty();
        }
    }

    /** Relaxed: after a crash the conversation before it may open, and no click waits for the disk. */
    private static void save(Store store, ConversationId now) {
        store.writeRelaxed(tx -> {
                    tx.settings().put(NAME, now.toString());
                    return now;
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "the open conversation could not be kept; another one opens at the next start",
                                failure);
                    }
                });
    }
}
