package io.callvault.desktop.diag;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.util.Optional;

/** Notices that a test sets. */
public final class FakeNotices implements LocalNotices {
    private final Topic<Boolean> topic = new Topic<>();
    private Optional<Notice> notice = Optional.empty();

    public void set(Optional<Notice> now) {
        notice = now;
        topic.publish(true);
    }

    @Override
    public Optional<Notice> notice() {
        return notice;
    }

    @Override
    public void dismiss() {
        set(Optional.empty());
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        return topic.subscribe(changed -> listener.run());
    }
}
