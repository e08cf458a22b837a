package io.callvault.desktop.calltest.report;

import io.callvault.desktop.calltest.report.ReportDocument.ChangePart;
import io.callvault.desktop.calltest.report.ReportDocument.StepPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is not as it was: another mark, or a figure that moved by more than a run's chance. Pure. */
public final class Comparison {
    /** Two runs one after the other differ by less. */
    private static final double SHARE = 0.5;

    private static final List<String> ORDER = List.of("pass", "skipped", "warn", "broken", "fail");

    private Comparison() {}

    /** The steps that differ, in the order of the later run. */
    public static List<ChangePart> of(ReportDocument before, ReportDocument now) {
        List<ChangePart> changes = new ArrayList<>();
        for (StepPart step : now.steps()) {
            before.steps().stream()
                    .filter(old -> old.id().equals(step.id()))
                    .findFirst()
                    .flatMap(old -> change(old, step))
                    .ifPresent(changes::add);
        }
        return List.copyOf(changes);
    }

    private static Optional<ChangePart> change(StepPart old, StepPart now) {
        if (!old.mark().equals(now.mark()) || !old.code().equals(now.code())) {
            return Optional.of(new ChangePart(
                    now.id(),
                    now.title(),
                    words(old),
                    words(now),
                    ORDER.indexOf(now.mark()) < ORDER.indexOf(old.mark())));
        }
        if (old.value().isEmpty() || now.value().isEmpty() || !old.unit().equals(now.unit())) {
            return Optional.empty();
        }
        double was = old.value().get();
        double is = now.value().get();
        boolean moved = Math.abs(is - was) > SHARE * Math.max(Math.abs(was), Math.abs(is)) && Math.abs(is - was) > 5;
        boolean small = now.threshold().startsWith("at most");
        return moved
                ? Optional.of(new ChangePart(now.id(), now.title(), words(old), words(now), small == (is < was)))
                : Optional.empty();
    }

    private static String words(StepPart step) {
        return step.mark()
                + step.value()
                        .map(value -> String.format(Locale.ROOT, ", %s %s", number(value), step.unit()))
                        .orElse(
                                step.code().equals("ok")
                                        ? ""
                                        : ", " + step.code().replace('_', ' '));
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
