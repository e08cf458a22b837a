package io.callvault.desktop.link;

import io.callvault.desktop.news.Subscription;
import java.util.function.Consumer;

/** The connection as the screens see it. Any thread; returns at once. */
public interface LinkMonitor {

    LinkStatus status();

    /** Listens from now on; listeners run on the link's thread and must return at once. */
    Subscription subscribe(Consumer<LinkStatus> listener);

    /** Tries to connect now instead of waiting for the next attempt. */
    void retryNow();
}
