package io.callvault.desktop.update;

import io.callvault.desktop.os.PackageInstaller;
import java.time.Instant;
import java.util.Optional;

/** How the app stands with updates. */
public sealed interface UpdateStatus {

    /**
     * None are looked for.
     *
     * @param why a sentence
     */
    record Off(String why) implements UpdateStatus {}

    /** Nothing was looked for yet since the start. */
    record Waiting(Optional<Instant> lastCheck) implements UpdateStatus {}

    /** The list is being fetched. */
    record Checking() implements UpdateStatus {}

    /**
     * This is the newest version for this computer.
     *
     * @param needs a sentence about a version that this system is too old for; may be empty
     */
    record Newest(Instant lastCheck, String needs) implements UpdateStatus {}

    /** There is one, and it is not fetched from here: somebody else installs it, or it failed too often. */
    record Announced(Offer offer, String sentence) implements UpdateStatus {}

    /**
     * It is being fetched.
     *
     * @param bytes so far
     */
    record Fetching(Offer offer, long bytes) implements UpdateStatus {}

    /** It is here and checked. */
    record Ready(Offer offer, PackageInstaller.Way way) implements UpdateStatus {}

    /** It did not work; tried again by itself. */
    record Failed(String sentence) implements UpdateStatus {}
}
