package io.callvault.desktop.os;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system without a shell, for what no API of Java does. Blocks. */
@FunctionalInterface
interface SystemTool {

    /** None of these programs works longer than the blink of an eye. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Runs it; what it prints is dropped.
     *
     * @return its exit code
     * @throws IOException if it cannot be started, or does not end in {@link #PATIENCE}
     */
    int run(List<String> command) throws IOException;

    static SystemTool ofThisSystem() {
        return command -> {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return process.exitValue();
                }
                throw new IOException(command.getFirst() + " did not end");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } finally {
                process.destroyForcibly();
            }
        };
    }
}
