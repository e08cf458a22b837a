package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.child.ServerChild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The server's process, and its folder while it is down. The run's thread only. */
final class Backend implements AutoCloseable {

    /**
     * How the server is to run.
     *
     * @param accessLifeMs life of an access token
     * @param disk {@code normal}, {@code forgetful} (loses what was not forced when it is killed) or {@code small}
     * @param broken deliberately broken guarantees, separated by commas, or {@code -}
     */
    record Terms(long heartbeatMs, long accessLifeMs, String disk, String broken) {

        Terms withAccessLifeMs(long other) {
            return new Terms(heartbeatMs, other, disk, broken);
        }

        /** As it should be. */
        Terms sound() {
            return new Terms(heartbeatMs, accessLifeMs, disk, "-");
        }

        Terms withDisk(String other) {
            return new Terms(heartbeatMs, accessLifeMs, other, broken);
        }
    }

    private static final Duration START = Duration.ofSeconds(40);

    private final Path folder;
    private final Path log;
    private final Terms usual;
    private final List<String> audiences;
    private final Consumer<String> news;
    private Optional<Child> child = Optional.empty();
    private final IntConsumer listens;
    private int starts;

    /**
     * @param audiences names under which clients dial it
     * @param listens told the port after each start
     */
    Backend(Path work, Terms usual, List<String> audiences, IntConsumer listens, Consumer<String> news) {
        this.listens = listens;
        this.folder = work.resolve("server");
        this.log = work.resolve("server.log");
        this.usual = usual;
        this.audiences = List.copyOf(audiences);
        this.news = news;
    }

    Terms usual() {
        return usual;
    }

    int starts() {
        return starts;
    }

    void start() {
        start(usual);
    }

    void start(Terms terms) {
        Child started = new Child(
                ServerChild.class,
                List.of(
                        folder.resolve("data").toString(),
                        Long.toString(terms.heartbeatMs()),
                        Long.toString(terms.accessLifeMs()),
                        String.join(",", audiences),
                        terms.disk(),
                        terms.broken()),
                log,
                news);
        child = Optional.of(started);
        listens.accept(Integer.parseInt(started.ready(START)));
        starts++;
    }

    Child child() {
        return child.orElseThrow();
    }

    void kill() {
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
