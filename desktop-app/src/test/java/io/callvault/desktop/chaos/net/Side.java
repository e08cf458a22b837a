package io.callvault.desktop.chaos.net;

import io.callvault.desktop.chaos.Child;
import io.callvault.desktop.chaos.child.Told;
import io.callvault.model.wire.WireException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One end of a call: its process, and all it told. Any thread. */
public final class Side implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final List<Told> told = new ArrayList<>();
    /** What is no {@link Told}, for example what the client child tells about texts. */
    private final List<String> plain = new ArrayList<>();

    private final Consumer<Told> also;
    private final Child child;

    /**
     * @param by what enters the namespace
     * @param also hears of all news, on the reader's thread, in order
     */
    public Side(List<String> by, Class<?> main, List<String> arguments, Path log, Consumer<Told> also) {
        this.also = also;
        this.child = new Child(by, main, arguments, log, this::heard);
    }

    public String ready() {
        return child.ready(START);
    }

    public String ask(String command) {
        return child.ask(command, ANSWER);
    }

    /** Without waiting for the answer. */
    CompletableFuture<String> tell(String command) {
        return child.ask(command);
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    public long pid() {
        return child.pid();
    }

    /** Where its news stand now. */
    public synchronized int mark() {
        return told.size();
    }

    /** What it told after a mark. */
    public synchronized List<Told> since(int mark) {
        return List.copyOf(told.subList(mark, told.size()));
    }

    /** What it told after a mark, of one kind. */
    public List<Told> since(int mark, String what) {
        return since(mark).stream().filter(one -> one.what().equals(what)).toList();
    }

    /** Waits for the first news of a kind after a mark; empty if none comes in time. */
    public Optional<Told> await(int mark, Duration patience, Predicate<Told> wanted) {
        return await(mark, patience, 1, wanted).stream().findFirst();
    }

    /** Waits for so many news after a mark; as many as came in time. */
    synchronized List<Told> await(int mark, Duration patience, int count, Predicate<Told> wanted) {
        long until = System.nanoTime() + patience.toNanos();
        List<Told> found = since(mark).stream().filter(wanted).toList();
        while (found.size() < count && System.nanoTime() < until && child.isAlive()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            found = since(mark).stream().filter(wanted).toList();
        }
        return found;
    }

    /** The last words about what went wrong, for a finding. */
    public synchronized String trouble() {
        List<String> last = told.stream()
                .filter(one -> !one.what().equals(Told.SECOND)
                        && !one.what().equals(Told.SIGNAL)
                        && !one.what().equals(Told.CANDIDATE))
                .map(one -> one.what() + " " + one.text())
                .toList();
        return last.subList(Math.max(0, last.size() - 8), last.size()).toString();
    }

    /** Lines that are no {@link Told}, so far. */
    public synchronized List<String> plain() {
        return List.copyOf(plain);
    }

    /** Waits until its process has ended by itself; whether it did. */
    public boolean endsWithin(Duration patience) {
        return child.endsWithin(patience);
    }

    @Override
    public void close() {
        child.close();
    }

    private void heard(String line) {
        try {
            Told one = Told.read(line);
            synchronized (this) {
                told.add(one);
                notifyAll();
            }
            also.accept(one);
        } catch (WireException e) {
            synchronized (this) {
                plain.add(line);
                notifyAll();
            }
        }
    }
}
