package io.callvault.desktop.bench;

import io.callvault.desktop.e2e.JavaProcess;
import io.callvault.signaling.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as people run it: its own process, a durable database, production settings. */
final class Backend implements AutoCloseable {

    private static final String READY = "Call Vault server ready at ";

    private final Process process;
    private final URI uri;

    private Backend(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static Backend start(Path folder) throws IOException {
        Process process = JavaProcess.of(
                        ServerMain.class,
                        List.of(),
                        List.of(
                                "--port",
                                "0",
                                "--data",
                                folder.resolve("server").toString(),
                                "--no-echo-calls",
                                "--no-rate-limits"))
                .redirectError(folder.resolve("server.log").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("the server did not start; it said: " + line);
        }
        return new Backend(process, URI.create(line.substring(READY.length()).split(" ", 2)[0]));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
