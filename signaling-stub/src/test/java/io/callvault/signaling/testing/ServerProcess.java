package io.callvault.signaling.testing;

import io.callvault.signaling.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real server in a process of its own, so that it can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Call Vault server ready at (http://\\S+) \\(data: .*\\)");

    private final Process process;
    private final BufferedReader output;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static ServerProcess launch(Path data, int port) {
        return launch(data, port, List.of());
    }

    /** With further options. */
    public static ServerProcess launch(Path data, int port, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("--port", Integer.toString(port), "--data", data.toString(), "--no-echo-calls"));
        arguments.addAll(options);
        return launch(data, ServerMain.class, arguments);
    }

    /** A {@link FaultyServer}. */
    public static ServerProcess launchFaulty(Path data, int port, FaultyServer.Trouble trouble) {
        List<String> arguments = new ArrayList<>(List.of(data.toString(), Integer.toString(port)));
        arguments.addAll(trouble.arguments());
        return launch(data, FaultyServer.class, arguments);
    }

    private static ServerProcess launch(Path data, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        try {
            return new ServerProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(
                            data.resolveSibling("server.log").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the ready line, which must be the first one. */
    public URI ready() {
        String line = line();
        Matcher matcher = READY.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not the ready line: " + line);
        }
        return URI.create(matcher.group(1));
    }

    private String line() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        exit(10);
    }

    /** SIGTERM; through the handle, because Process.destroy closes our end of its output too. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** The exit code, within so many seconds. */
    public int exit(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("the server still runs after " + seconds + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything it printed after the lines that were read; waits for its end. */
    public List<String> restOfOutput() {
        return output.lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
