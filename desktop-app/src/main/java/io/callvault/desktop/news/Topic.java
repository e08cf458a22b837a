package io.callvault.desktop.news;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners of one kind of news. Any thread. News published by one thread arrive in that order; a listener that throws is
 * logged and does not keep the news from the others.
 *
 * @param <T> what is told; an immutable value
 */
public final class Topic<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

    private final List<Entry<T>> entries = new CopyOnWriteArrayList<>();

    public Subscription subscribe(Consumer<? super T> listener) {
        Entry<T> entry = new Entry<>(listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    public void publish(T news) {
        for (Entry<T> entry : entries) {
            try {
                entry.listener.accept(news);
            } catch (RuntimeException e) {
                LOG.error("a listener of {} failed", news.getClass().getSimpleName(), e);
            }
        }
    }

    /** Has an identity of its own, so that the same listener subscribed twice is taken away once. */
    private static final class Entry<T> {

        private final Consumer<? super T> listener;

        Entry(Consumer<? super T> listener) {
            this.listener = listener;
        }
    }
}
