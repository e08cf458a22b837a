package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as processes of a system: a second start hands over to the first, and a killed first one is in nobody's way. */
class SecondStartTest {

    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED");

    /** Far beyond the promised second: the figure is printed, and this machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        started.forEach(process -> process.onExit().join());
    }

    @Test
    void aSecondStartHandsItsLinkOverAndAKilledFirstOneIsTakenOver() throws Exception {
        Process first = watched("--minimized");
        try (BufferedReader seen = first.inputReader(StandardCharsets.UTF_8)) {
            awaitLine(seen, "minimised");

            long begun = System.nanoTime();
            assertThat(second("callvault://add/ben?server=https://chat.example.org"))
                    .isZero();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            assertThat(awaitLine(seen, "invitation"))
                    .startsWith("SEEN open")
                    .contains("@ben on https://chat.example.org");

            assertThat(second("--minimized")).isZero();
            assertThat(second("callvault://add/ben/extra")).isZero();
            awaitLine(seen, "not an invitation");
            assertThat(second("ben")).isEqualTo(2);
            assertThat(first.isAlive()).isTrue();
            System.out.println("FIGURE second start: handed over and ended in " + millis + " ms");

            first.toHandle().destroyForcibly();
            first.onExit().join();
        }
        Process next = watched("callvault://add/carl");
        try (BufferedReader seen = next.inputReader(StandardCharsets.UTF_8)) {
            assertThat(awaitLine(seen, "@carl")).startsWith("SEEN open");
            assertThat(second()).isZero();
        }
    }

    private Process watched(String... arguments) throws IOException {
        return start(WatchedAppMain.class, arguments);
    }

    /** Starts the app once more and waits for its end. */
    private int second(String... arguments) throws Exception {
        Process process = start(Main.class, arguments);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(Class<?> main, String... arguments) throws IOException {
        List<String> all = Stream.concat(
                        Stream.of("--profile", folder.resolve("anna").toString()), Stream.of(arguments))
                .toList();
        Process process = JavaProcess.of(main, OPTIONS, all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static String awaitLine(BufferedReader seen, String part) throws IOException {
        String line = seen.readLine();
        while (line != null && !line.contains(part)) {
            line = seen.readLine();
        }
        assertThat(line).as("a line with " + part).isNotNull();
        return String.valueOf(line);
    }
}
