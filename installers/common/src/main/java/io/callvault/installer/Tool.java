package io.callvault.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a program to its end. What it says is kept, and told if it fails. Calling thread. */
public final class Tool {
    /** Compressing a package takes a minute, and ten where a slow machine does five other things; what takes longer hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private static final int TOLD_CHARS = 4_000;

    private Tool() {}

    /** @return what the program said */
    public static String run(Path folder, List<String> command) throws InstallerException {
        return run(folder, Map.of(), command);
    }

    /**
     * @param environment added to this process's
     * @throws InstallerException if it cannot be started, fails, or does not end within 40 minutes
     */
    public static String run(Path folder, Map<String, String> environment, List<String> command)
            throws InstallerException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            // Ends a program that hangs, and with it the reading below.
            AtomicBoolean late = new AtomicBoolean();
            var watch = process.onExit()
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .exceptionally(_ -> {
                        late.set(true);
                        return process.destroyForcibly();
                    });
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            watch.join();
            int exit = process.waitFor();
            if (late.get()) {
                throw new InstallerException(
                        command.getFirst() + " was stopped after " + LIMIT.toMinutes() + " minutes: it hung.");
            }
            if (exit != 0) {
                throw new InstallerException(command.getFirst() + " failed with " + exit + ". It said:\n" + end(said));
            }
            return said;
        } catch (IOException e) {
            throw new InstallerException(
                    command.getFirst() + " cannot be run (" + e.getMessage() + "): is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallerException("The build was interrupted.", e);
        }
    }

    /** A program of the JDK that runs this. */
    static String ofJdk(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String end(String said) {
        return said.length() <= TOLD_CHARS ? said : "…" + said.substring(said.length() - TOLD_CHARS);
    }
}
