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
final class Side implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final List<Told> told = new ArrayList<>();
    private final List<String> strange = new ArrayList<>();
    private final Consumer<Told> also;
    private final Child child;

    /**
     * @param by what enters the namespace
     * @param also hears of all news, on the reader's thread, in order
     */
    Side(List<String> by, Class<?> main, List<String> arguments, Path log, Consumer<Told> also) {
        this.also = also;
        this.child = new Child(by, main, arguments, log, this::heard);
    }

    String ready() {
        return child.ready(START);
    }

    String ask(String command) {
        return child.ask(command, ANSWER);
    }

    /** Without waiting for the answer. */
    CompletableFuture<String> tell(String command) {
        return child.ask(command);
    }

    boolean isAlive() {
        return child.isAlive();
    }

    long pid() {
        return child.pid();
    }

    /** Where its news stand now. */
    synchronized int mark() {
        return told.size();
    }

    /** What it told after a mark. */
    synchronized List<Told> since(int mark) {
        return List.copyOf(told.subList(mark, told.size()));
    }

    /** What it told after a mark, of one kind. */
    List<Told> since(int mark, String what) {
        return since(mark).stream().filter(one -> one.what().equals(what)).toList();
    }

    /** Waits for the first news of a kind after a mark; empty if none comes in time. */
    Optional<Told> await(int mark, Duration patience, Predicate<Told> wanted) {
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
    synchronized String trouble() {
        List<String> last = told.stream()
                .filter(one -> !one.what().equals(Told.SECOND)
                        && !one.what().equals(Told.SIGNAL)
                        && !one.what().equals(Told.CANDIDATE))
                .map(one -> one.what() + " " + one.text())
                .toList();
        return last.subList(Math.max(0, last.size() - 8), last.size()) + (strange.isEmpty() ? "" : " " + strange);
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
                strange.add(line);
            }
        }
    }
}
