package io.callvault.desktop.update;

import io.callvault.desktop.news.Subscription;
import io.callvault.model.update.SemVer;
import java.util.Optional;
import java.util.function.Consumer;

/** What the screens know about updates. Any thread; returns at once. */
public interface UpdateService extends AutoCloseable {

    /**
     * Everything at one moment.
     *
     * @param version that runs
     * @param possible whether this copy can look for updates at all
     * @param locked whether an organisation has decided that they are looked for; a person cannot switch that off then
     * @param channelLocked the same of the channel
     */
    record View(
            SemVer version,
            UpdateStatus status,
            Choice choice,
            boolean possible,
            boolean locked,
            boolean channelLocked) {}

    View view();

    /** Listeners run on the thread of the updates and must return at once. */
    Subscription subscribe(Consumer<View> listener);

    /** A person asks: looks now, and tries again what was given up. */
    void checkNow();

    void choose(Choice choice);

    /** What is ready shall be installed when the app has closed; empty if nothing is ready that a program can open. */
    Optional<Install> install();

    /** Ends what is under way; what was fetched so far is kept. */
    @Override
    void close();
}
