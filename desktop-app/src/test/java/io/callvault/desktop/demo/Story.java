package io.callvault.desktop.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A story of steps, each seen on screen or not. The first step that is not seen ends it. Used by one thread.
 */
final class Story {

    /** What a step does; it returns only when its end was seen on screen. */
    @FunctionalInterface
    interface Action {
        void play() throws Exception;
    }

    /** How one step went. */
    private record Seen(String title, Duration took, Optional<Throwable> failure) {}

    private final List<Seen> steps = new ArrayList<>();
    private final Album album;
    private final PrintStream out;

    Story(Album album, PrintStream out) {
        this.album = album;
        this.out = out;
    }

    /** Plays one step and takes a picture of what the people see; later steps are left out once one failed. */
    @SuppressWarnings("CatchingUnchecked") // whatever a step dies of belongs into the table
    void step(String title, Action action) {
        if (failed()) {
            return;
        }
        long start = System.nanoTime();
        Optional<Throwable> failure = Optional.empty();
        try {
            action.play();
        } catch (Exception | AssertionError e) {
            failure = Optional.of(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        steps.add(new Seen(title, took, failure));
        String picture = album.take(steps.size(), failure.isPresent() ? title + " failed" : title);
        out.printf(
                Locale.ROOT,
                "  %2d  %-6s %5.1f s  %-58s %s%n",
                steps.size(),
                failure.isEmpty() ? "seen" : "FAILED",
                took.toMillis() / 1000.0,
                title,
                picture);
    }

    boolean failed() {
        return steps.stream().anyMatch(step -> step.failure().isPresent());
    }

    /** Prints how it went and gives the exit code: 0 only if every step was seen. */
    int end(Duration total) {
        out.println();
        for (Seen step : steps) {
            step.failure().ifPresent(failure -> {
                out.println("Not seen: " + step.title());
                failure.printStackTrace(out);
            });
        }
        long seen = steps.stream().filter(step -> step.failure().isEmpty()).count();
        out.printf(
                Locale.ROOT,
                "%s: %d of %d steps seen on screen in %.1f s. Pictures: %s%n",
                failed() ? "The demo failed" : "The demo is done",
                seen,
                steps.size(),
                total.toMillis() / 1000.0,
                album.folder());
        return failed() ? 1 : 0;
    }
}
