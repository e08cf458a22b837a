package io.callvault.desktop.update;

import io.callvault.desktop.news.Subscription;
import io.callvault.model.update.SemVer;
import java.util.Optional;
import java.util.function.Consumer;

/** A copy of the app that takes no updates, and says why. Any thread. */
public final class NoUpdates implements UpdateService {

    private final View view;

    /**
     * @param why a sentence
     */
    public NoUpdates(SemVer version, String why) {
        this(version, why, false);
    }

    /**
     * @param locked whether an organisation wants it so
     */
    NoUpdates(SemVer version, String why, boolean locked) {
        view = new View(version, new UpdateStatus.Off(why), Choice.DEFAULT, false, locked, locked);
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public Subscription subscribe(Consumer<View> listener) {
        return () -> {};
    }

    @Override
    public void checkNow() {
        // There is nothing to look at.
    }

    @Override
    public void choose(Choice choice) {
        // There is nothing to choose.
    }

    @Override
    public Optional<Install> install() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
