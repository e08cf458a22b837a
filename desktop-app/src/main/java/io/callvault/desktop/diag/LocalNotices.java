package io.callvault.desktop.diag;

import io.callvault.desktop.news.Subscription;
import java.util.Optional;

/** What a person should know about the data on this device. Any thread; returns at once. */
public interface LocalNotices {

    /**
     * One sentence or two for people.
     *
     * @param pressing whether something does not work until it is mended (a full disk); else it is only good to know
     */
    record Notice(String words, boolean pressing) {}

    /** The most pressing one; empty if all is well. */
    Optional<Notice> notice();

    /** A notice that is only good to know was read; it does not come again. */
    void dismiss();

    /** Told when {@link #notice()} may be another; on any thread, returns at once. */
    Subscription subscribe(Runnable listener);
}
