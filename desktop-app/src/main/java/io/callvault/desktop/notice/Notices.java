package io.callvault.desktop.notice;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The notices that stand. Any thread; listeners run on the thread that changes something. */
public final class Notices {

    private final Map<Notice.Kind, Notice> standing = new EnumMap<>(Notice.Kind.class);
    private final Topic<List<Notice>> topic = new Topic<>();

    /** All that stand, the most important first. */
    public synchronized List<Notice> current() {
        return List.copyOf(standing.values());
    }

    /** Tells every change, with all that stand then. */
    public Subscription subscribe(Consumer<List<Notice>> listener) {
        return topic.subscribe(listener);
    }

    /** From now on it stands, instead of an older one of its kind. */
    public void show(Notice notice) {
        change(notice.kind(), Optional.of(notice));
    }

    /** It is over, or was read. */
    public void clear(Notice.Kind kind) {
        change(kind, Optional.empty());
    }

    /** Told in the order of the changes: the lock is held meanwhile, so listeners return at once. */
    private synchronized void change(Notice.Kind kind, Optional<Notice> next) {
        Optional<Notice> before = Optional.ofNullable(standing.get(kind));
        if (!before.equals(next)) {
            next.ifPresentOrElse(notice -> standing.put(kind, notice), () -> standing.remove(kind));
            topic.publish(List.copyOf(standing.values()));
        }
    }
}
