package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.child.ClientChild;
import io.callvault.desktop.chaos.child.Texts;
import io.callvault.desktop.chaos.proxy.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One device of a person: its profile, its entrance to the network, and its process while it runs. The run's thread only. */
final class Device implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final String handle;
    private final Path work;
    private final String broken;
    private final FaultProxy proxy;
    private final Ledger ledger;
    private Optional<Child> child = Optional.empty();
    private int next = 1;
    private int nextEdit = 1;
    private int snapshotsBefore;
    private int starts;
    private long slowestOpenMs;
    private long lastOpenMs;

    /** @param broken deliberately broken habits, separated by commas, or {@code -} */
    Device(String name, String handle, Path work, String broken, FaultProxy proxy, Ledger ledger) {
        this.name = name;
        this.handle = handle;
        this.work = work;
        this.broken = broken;
        this.proxy = proxy;
        this.ledger = ledger;
    }

    String name() {
        return name;
    }

    String handle() {
        return handle;
    }

    FaultProxy proxy() {
        return proxy;
    }

    Path profile() {
        return work.resolve(name);
    }

    /** What stands for the operating system's key store. */
    Path keys() {
        return work.resolve(name + ".keys");
    }

    /** From now on a device that takes no snapshot has no excuse for a hole. */
    void settled() {
        snapshotsBefore = ledger.snapshots(name);
    }

    /** How many snapshots it took since. */
    int snapshots() {
        return ledger.snapshots(name) - snapshotsBefore;
    }

    int starts() {
        return starts;
    }

    /** The longest that the profile took to open, in milliseconds. */
    long slowestOpenMs() {
        return slowestOpenMs;
    }

    /** How long the profile took to open at the last start, in milliseconds. */
    long lastOpenMs() {
        return lastOpenMs;
    }

    void launch() {
        launch(0, false);
    }

    /**
     * Starts the process; {@link #awaitReady} before anything is asked.
     *
     * @param clockErrorMs by how much its clock is wrong
     * @param jumps whether its timers can be made to jump
     */
    void launch(long clockErrorMs, boolean jumps) {
        child = Optional.of(process(profile(), clockErrorMs, jumps));
        starts++;
    }

    /** The same device once more, from a copy of its profile and keys; nothing it tells counts. */
    Child copy() throws IOException {
        Path copied = work.resolve(name + "-copied-" + starts);
        Folders.copy(profile(), copied);
        Folders.copy(keys(), work.resolve(copied.getFileName() + ".keys"));
        return process(copied, 0, false);
    }

    private Child process(Path profile, long clockErrorMs, boolean jumps) {
        return new Child(
                ClientChild.class,
                List.of(
                        profile.toString(),
                        proxy.uri().toString(),
                        Long.toString(clockErrorMs),
                        broken,
                        jumps ? "timers" : "-"),
                work.resolve(profile.getFileName() + ".log"),
                profile.equals(profile()) ? line -> ledger.heard(name, line) : line -> {});
    }

    void awaitReady() {
        String said = child().ready(PATIENCE);
        lastOpenMs = Long.parseLong(said.split(" ")[0]);
        slowestOpenMs = Math.max(slowestOpenMs, lastOpenMs);
    }

    void restart() {
        kill();
        launch();
        awaitReady();
    }

    Child child() {
        return child.orElseThrow();
    }

    String ask(String command) {
        return child().ask(command, PATIENCE);
    }

    /** Asks for so many texts, one after the other; does not wait for them. */
    CompletableFuture<String> write(String room, int count, boolean healthy) {
        return ask("send", room, count, healthy);
    }

    /** Asks it to edit an own text, of whatever device of its person; does not wait. */
    void edit(String room, Ledger.Own text) {
        String change = Texts.change(name, nextEdit++);
        ledger.edit(change, text.name());
        var _ = child().ask("edit " + room + " " + text.id() + " " + text.name() + " " + change);
    }

    /** Asks it to take an own text back for everyone; does not wait. */
    void delete(String room, Ledger.Own text) {
        var _ = child().ask("delete " + room + " " + text.id());
    }

    /** Has it send a text with a signature that does not fit. */
    CompletableFuture<String> poison(String room) {
        ledger.poisoned(Texts.name(name, next));
        return ask("poison", room, 1, false);
    }

    private CompletableFuture<String> ask(String verb, String room, int count, boolean healthy) {
        int first = next;
        next += count;
        for (int number = first; number < next; number++) {
            ledger.attempt(room, Texts.name(name, number), healthy);
        }
        return child().ask(verb + " " + room + " " + name + " " + first + " " + count);
    }

    void kill() {
        child().kill();
    }

    @Override
    public void close() {
        child.ifPresent(Child::close);
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
