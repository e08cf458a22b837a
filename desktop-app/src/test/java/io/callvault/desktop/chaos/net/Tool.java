package io.callvault.desktop.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the system, run to their end. Any thread. */
final class Tool {

    private static final long PATIENCE_S = 20;

    private Tool() {}

    /** What a program said, and whether it was content. */
    record Result(int exit, String said) {
        boolean fine() {
            return exit == 0;
        }
    }

    /** Runs it; standard error is part of what it says. */
    static Result run(List<String> command) {
        return run(command, "");
    }

    /** Runs it with {@code input} on its standard input. */
    static Result run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return new Result(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }

    /** As {@link #run(List, String)}, for what must work. */
    static void must(List<String> command, String input) {
        Result result = run(command, input);
        if (!result.fine()) {
            throw new IllegalStateException(command + " ended with " + result.exit() + ": " + result.said());
        }
    }
}
