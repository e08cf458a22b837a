package io.callvault.desktop.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** SIGSTOP and SIGCONT, where the system has them; elsewhere nothing happens. */
final class Signals {

    private static final Path KILL = Path.of("/bin/kill");

    private Signals() {}

    static void stop(long pid) throws IOException {
        send("-STOP", pid);
    }

    static void goOn(long pid) throws IOException {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException {
        if (Files.isExecutable(KILL)) {
            try {
                new ProcessBuilder(KILL.toString(), signal, Long.toString(pid))
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
