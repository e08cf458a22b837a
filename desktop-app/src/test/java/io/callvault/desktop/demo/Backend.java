package io.callvault.desktop.demo;

import io.callvault.desktop.e2e.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The backend's process: started, killed without a goodbye, started again upon the same port and database. One thread. */
final class Backend implements AutoCloseable {

    private final Path data;
    private Optional<Process> process = Optional.empty();
    private URI address = URI.create("http://127.0.0.1:0");

    /** Starts on any free port and returns when clients may come. */
    Backend(Path data) throws IOException {
        this.data = data;
        start();
    }

    URI address() {
        return address;
    }

    /** The process dies at once: nothing is closed, nobody is told. */
    void kill() {
        process.ifPresent(running -> {
            running.toHandle().destroyForcibly();
            running.onExit().join();
        });
        process = Optional.empty();
    }

    /** Starts upon what the last one left, where the last one was. */
    void start() throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        Stream.of("logback.configurationFile")
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(options::add);
        List<String> arguments = List.of(data.toString(), Integer.toString(Math.max(0, address.getPort())));
        Process started = JavaProcess.of(BackendMain.class, options, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process = Optional.of(started);
        address = ready(started.inputReader(StandardCharsets.UTF_8));
    }

    /** Ends in order. */
    @Override
    public void close() throws IOException {
        if (process.isPresent()) {
            process.get().getOutputStream().close();
            process.get().onExit().join();
        }
        process = Optional.empty();
    }

    private static URI ready(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(BackendMain.READY)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("The backend ended before it was ready; its own words stand above.");
        }
        return URI.create(line.substring(BackendMain.READY.length()));
    }
}
