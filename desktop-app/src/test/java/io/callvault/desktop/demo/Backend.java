package io.callvault.desktop.demo;

import java.io.BufferedReader;
import java.io.File;
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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        Stream.of("logback.configurationFile")
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(command::add);
        command.addAll(List.of(
                BackendMain.class.getName(), data.toString(), Integer.toString(Math.max(0, address.getPort()))));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Not as an argument: a command line of Windows may be too short for it.
        builder.environment().put("CLASSPATH", absolute(System.getProperty("java.class.path")));
        Process started = builder.start();
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

    private static String absolute(String path) {
        return String.join(
                File.pathSeparator,
                Stream.of(path.split(File.pathSeparator))
                        .map(part -> Path.of(part).toAbsolutePath().toString())
                        .toList());
    }
}
