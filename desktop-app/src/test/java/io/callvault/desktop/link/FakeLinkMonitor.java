package io.callvault.desktop.link;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.util.function.Consumer;

/** A connection whose state the test decides. */
public final class FakeLinkMonitor implements LinkMonitor {
    private final Topic<LinkStatus> topic = new Topic<>();
    private LinkStatus status = LinkStatus.ONLINE;
    private Outlook outlook = Outlook.QUIET;
    private int retries;

    public void set(LinkStatus now) {
        status = now;
        topic.publish(now);
    }

    /** Moves to a state with an outlook. */
    public void set(LinkStatus now, Outlook next) {
        outlook = next;
        set(now);
    }

    public int retries() {
        return retries;
    }

    @Override
    public LinkStatus status() {
        return status;
    }

    @Override
    public Outlook outlook() {
        return outlook;
    }

    @Override
    public Subscription subscribe(Consumer<LinkStatus> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public void retryNow() {
        retries++;
    }
}
