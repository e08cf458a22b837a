package io.callvault.desktop.os;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this system, started without a shell. May wait for seconds: not on the FX thread. */
public interface Commands {

    /** Whether a program of this name can be found. */
    boolean exists(String program);

    /** The first line a program says, without spaces around it; empty if it fails, says nothing or takes too long. */
    Optional<String> ask(List<String> command);

    /**
     * Starts a program that goes on without us.
     *
     * @throws IOException if it cannot be started
     */
    void start(List<String> command) throws IOException;

    /** Those of the running system. */
    static Commands ofThisSystem() {
        return new Commands() {
            private static final int SECONDS = 5;
            private static final int MOST_BYTES = 4_096;

            @Override
            public boolean exists(String program) {
                return Stream.of(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(Pattern.quote(File.pathSeparator)))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> isProgram(folder, program));
            }

            private boolean isProgram(String folder, String program) {
                try {
                    return Files.isExecutable(Path.of(folder, program));
                } catch (InvalidPathException notAFolder) {
                    return false;
                }
            }

            @Override
            public Optional<String> ask(List<String> command) {
                try {
                    Process process = new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(ProcessBuilder.Redirect.PIPE)
                            .start();
                    process.getOutputStream().close();
                    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                        return Optional.empty();
                    }
                    byte[] said = process.getInputStream().readNBytes(MOST_BYTES);
                    return process.exitValue() == 0
                            ? new String(said, StandardCharsets.UTF_8)
                                    .lines()
                                    .map(String::strip)
                                    .findFirst()
                            : Optional.empty();
                } catch (IOException notThere) {
                    return Optional.empty();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }
            }

            @Override
            public void start(List<String> command) throws IOException {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
            }
        };
    }
}
