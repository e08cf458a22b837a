package io.callvault.desktop.update;

import io.callvault.model.update.Channel;
import java.util.Optional;

/**
 * What outlives the app, in one small JSON file.
 *
 * @param serial the highest of all manifests seen
 * @param checkedMs when the list was last read, in milliseconds since 1970; 0 for never
 * @param attempt at the version that did not work yet
 */
record Memory(boolean on, Channel channel, long serial, long checkedMs, Optional<Attempt> attempt) {

    static final Memory NEW = new Memory(true, Channel.STABLE, 0, 0, Optional.empty());

    /** After so many failures a version is left alone until a person asks. */
    static final int MOST_ATTEMPTS = 3;

    /**
     * What was tried with one version.
     *
     * @param count how often it was launched, or found not to be what was signed
     * @param notBeforeMs when it may be offered again
     * @param told whether the person knows of the last failure
     */
    record Attempt(String version, int count, long notBeforeMs, boolean told) {}

    Choice choice() {
        return new Choice(on, channel);
    }

    Memory with(Choice choice) {
        return new Memory(choice.on(), choice.channel(), serial, checkedMs, attempt);
    }

    Memory checked(long newSerial, long nowMs) {
        return new Memory(on, channel, Math.max(serial, newSerial), nowMs, attempt);
    }

    Memory with(Optional<Attempt> newAttempt) {
        return new Memory(on, channel, serial, checkedMs, newAttempt);
    }

    /** One more attempt at this version: after a day, then three, then none. */
    Memory tried(String version, long nowMs) {
        int count = attempts(version) + 1;
        long days = count == 1 ? 1 : 3;
        return with(Optional.of(new Attempt(version, count, nowMs + days * 86_400_000, false)));
    }

    /** The person knows of the last failure. */
    Memory toldOfAttempt() {
        return with(attempt.map(one -> new Attempt(one.version(), one.count(), one.notBeforeMs(), true)));
    }

    int attempts(String version) {
        return attempt.filter(one -> one.version().equals(version))
                .map(Attempt::count)
                .orElse(0);
    }
}
