package io.callvault.desktop.demo;

import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the people on stage need: a real backend with a database of its own, and a folder for each profile. */
final class Backstage implements AutoCloseable {

    private final Path folder;
    private final SignalingServer server;

    private Backstage(Path folder, SignalingServer server) {
        this.folder = folder;
        this.server = server;
    }

    static Backstage open() throws Exception {
        Path folder = Files.createTempDirectory("callvault-demo");
        return new Backstage(folder, SignalingServer.start(ServerConfig.in(folder.resolve("server"))));
    }

    URI server() {
        return server.uri();
    }

    Path profile(String handle) {
        return folder.resolve(handle);
    }

    /** Stops the backend and takes away everything the demo wrote but its pictures. */
    @Override
    public void close() throws IOException {
        server.close();
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
