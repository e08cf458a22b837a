package io.callvault.desktop.update;

import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.notice.Notices;
import io.callvault.model.update.SemVer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was tried and did not work: tells it once, and keeps it from being tried over and over. On the loop of the updates. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final MemoryFile file;
    private final Notices notices;
    private final InstantSource clock;

    Attempts(MemoryFile file, Notices notices, InstantSource clock) {
        this.file = file;
        this.notices = notices;
        this.clock = clock;
    }

    Memory memory() {
        return file.read();
    }

    /** Changes what is remembered; what cannot be written counts until the end of the app. */
    Memory change(UnaryOperator<Memory> change) {
        try {
            return file.change(change);
        } catch (IOException e) {
            LOG.warn("what is to be remembered of updates could not be written", e);
            return change.apply(file.read());
        }
    }

    /** Says once that the last attempt did not end in the new version. */
    Memory settle(SemVer running) {
        Memory kept = file.read();
        if (kept.attempt().isEmpty()) {
            return kept;
        }
        Memory.Attempt attempt = kept.attempt().get();
        boolean done = SemVer.parse(attempt.version())
                .map(version -> !version.isNewerThan(running))
                .orElse(true);
        if (done) {
            return change(now -> now.with(Optional.empty()));
        }
        if (!attempt.told()) {
            tell(attempt.count(), "Version " + attempt.version() + " was not installed: its installer did not finish.");
            return change(Memory::toldOfAttempt);
        }
        return kept;
    }

    /** The package is not what was signed. Returns the sentence that was told. */
    String wrong(Offer offer) {
        LOG.warn("the package of version {} is not what was signed", offer.version());
        String version = offer.version().toString();
        Memory kept = change(now -> now.tried(version, clock.millis()).toldOfAttempt());
        String what = "The package of version " + version
                + " is not what its makers signed, so it was deleted. Nothing was installed.";
        tell(kept.attempts(version), what);
        return what;
    }

    private void tell(int count, String what) {
        String next = count >= Memory.MOST_ATTEMPTS
                ? " It is not tried again by itself: \"Check now\" in the settings does."
                : " It is tried again in a day or later.";
        notices.show(new Notice(Notice.Kind.UPDATE_FAILED, what + next));
    }

    /** A person wants it tried again. */
    void forget() {
        change(kept -> kept.with(Optional.empty()));
    }

    /** Why a version is not to be tried now; empty if it is. */
    Optional<String> against(Offer offer) {
        Optional<Memory.Attempt> attempt = file.read()
                .attempt()
                .filter(one -> one.version().equals(offer.version().toString()));
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        String failed = "Version " + offer.version() + " could not be installed";
        if (attempt.get().count() >= Memory.MOST_ATTEMPTS) {
            return Optional.of(failed + " in " + attempt.get().count() + " attempts. \"Check now\" tries it again.");
        }
        return clock.millis() < attempt.get().notBeforeMs()
                ? Optional.of(failed + ". It is tried again in a day or later; \"Check now\" tries it at once.")
                : Optional.empty();
    }
}
