package io.callvault.desktop.calltest.child;

import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.util.Optional;

/**
 * What the child says. A line of its own kind among whatever natives write to standard output.
 *
 * @param step that began, or has an outcome
 */
record ChildLine(Optional<String> step, Optional<Outcome> outcome, Optional<Evidence> evidence) {
    private static final String MARK = "cv-calltest ";

    /** Ten minutes of seconds stay well below. */
    private static final int MAX_CHARS = 2_000_000;

    static ChildLine started(String step) {
        return new ChildLine(Optional.of(step), Optional.empty(), Optional.empty());
    }

    static ChildLine finished(String step, Outcome outcome) {
        return new ChildLine(Optional.of(step), Optional.of(outcome), Optional.empty());
    }

    static ChildLine of(Evidence evidence) {
        return new ChildLine(Optional.empty(), Optional.empty(), Optional.of(evidence));
    }

    String write() {
        return MARK + Json.write(this);
    }

    /** Empty for a line of somebody else. */
    static Optional<ChildLine> read(String line) {
        if (!line.startsWith(MARK) || line.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(line.substring(MARK.length()), ChildLine.class));
        } catch (WireException torn) {
            return Optional.empty();
        }
    }
}
