package io.callvault.desktop.demo;

import io.callvault.desktop.chaos.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the people on stage need: a real backend in a process of its own, and a folder for each profile. */
final class Backstage implements AutoCloseable {

    private final Path folder;
    private final Backend backend;

    private Backstage(Path folder, Backend backend) {
        this.folder = folder;
        this.backend = backend;
    }

    static Backstage open() throws Exception {
        Path folder = Files.createTempDirectory("callvault-demo");
        return new Backstage(folder, new Backend(folder.resolve("server")));
    }

    URI server() {
        return backend.address();
    }

    /** The server's process is killed, as by a power cut. */
    void killServer() {
        backend.kill();
    }

    /** The server comes back upon the same port and database. */
    void restartServer() throws IOException {
        backend.start();
    }

    Path profile(String handle) {
        return folder.resolve(handle);
    }

    /** Stops the backend and takes away everything the demo wrote but its pictures. */
    @Override
    public void close() throws IOException {
        backend.close();
        Folders.delete(folder);
    }
}
