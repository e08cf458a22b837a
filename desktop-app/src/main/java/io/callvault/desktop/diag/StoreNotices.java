package io.callvault.desktop.diag;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.Opened;
import io.callvault.desktop.store.Store;
import java.util.Optional;

/** Notices about a profile's store: that its history was damaged and fetched again. */
public final class StoreNotices implements LocalNotices {
    private static final String REBUILT = "The local history was damaged; it was fetched again from the server."
            + " The old file was kept, and nothing you wrote is lost.";

    private final Topic<Boolean> topic = new Topic<>();
    private volatile Optional<Notice> found;

    public StoreNotices(Store store) {
        found = store.opened() instanceof Opened.Rebuilt ? Optional.of(new Notice(REBUILT, false)) : Optional.empty();
    }

    @Override
    public Optional<Notice> notice() {
        return found;
    }

    @Override
    public void dismiss() {
        found = Optional.empty();
        topic.publish(true);
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        return topic.subscribe(changed -> listener.run());
    }
}
