package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.child.ServerChild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The server's process, and its folder while it is down. Used by the run's one thread; the port by any. */
final class Backend implements AutoCloseable {

    /** How the server is to run. */
    record Terms(long heartbeatMs, long accessLifeMs) {}

    private static final Duration START = Duration.ofSeconds(40);

    private final Path folder;
    private final Path log;
    private final Terms terms;
    private final Consumer<String> news;
    private List<String> audiences = List.of();
    private Optional<Child> child = Optional.empty();
    private volatile int port;
    private int starts;

    Backend(Path work, Terms terms, Consumer<String> news) {
        this.folder = work.resolve("server");
        this.log = work.resolve("server.log");
        this.terms = terms;
        this.news = news;
    }

    /** Where it listens now; the last place while it is down. */
    int port() {
        return port;
    }

    int starts() {
        return starts;
    }

    void start(List<String> names) {
        audiences = names;
        start();
    }

    void start() {
        Child started = new Child(
                ServerChild.class,
                List.of(
                        folder.resolve("data").toString(),
                        Long.toString(terms.heartbeatMs()),
                        Long.toString(terms.accessLifeMs()),
                        String.join(",", audiences)),
                log,
                news);
        child = Optional.of(started);
        port = Integer.parseInt(started.ready(START));
        starts++;
    }

    Child child() {
        return child.orElseThrow();
    }

    void kill() {
        child().kill();
    }

    void stop() {
        child().ask("stop", START);
        child().kill();
    }

    /** Copies the data aside; only while it is down. */
    void backUp() throws IOException {
        Path aside = folder.resolve("backup");
        Folders.delete(aside);
        Folders.copy(folder.resolve("data"), aside);
    }

    /** Puts the copy back; only while it is down. */
    void restore() throws IOException {
        Folders.delete(folder.resolve("data"));
        Folders.copy(folder.resolve("backup"), folder.resolve("data"));
    }

    @Override
    public void close() {
        child.ifPresent(Child::close);
    }
}
