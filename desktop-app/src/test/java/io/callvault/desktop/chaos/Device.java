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
    private final FaultProxy proxy;
    private final Ledger ledger;
    private Optional<Child> child = Optional.empty();
    private int next = 1;
    private int starts;
    private long slowestOpenMs;

    Device(String name, String handle, Path work, FaultProxy proxy, Ledger ledger) {
        this.name = name;
        this.handle = handle;
        this.work = work;
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

    int starts() {
        return starts;
    }

    /** The longest that the profile took to open, in milliseconds. */
    long slowestOpenMs() {
        return slowestOpenMs;
    }

    /** Starts the process; {@link #awaitReady} before anything is asked. */
    void launch() {
        child = Optional.of(new Child(
                ClientChild.class,
                List.of(profile().toString(), proxy.uri().toString()),
                work.resolve(name + ".log"),
                line -> ledger.heard(name, line)));
        starts++;
    }

    void awaitReady() {
        String said = child().ready(PATIENCE);
        slowestOpenMs = Math.max(slowestOpenMs, Long.parseLong(said.split(" ")[0]));
    }

    Child child() {
        return child.orElseThrow();
    }

    String ask(String command) {
        return child().ask(command, PATIENCE);
    }

    /** Asks for so many texts, one after the other; does not wait for them. */
    CompletableFuture<String> write(String room, int count, boolean healthy) {
        int first = next;
        next += count;
        for (int number = first; number < next; number++) {
            ledger.attempt(room, Texts.name(name, number), healthy);
        }
        return child().ask("send " + room + " " + name + " " + first + " " + count);
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
