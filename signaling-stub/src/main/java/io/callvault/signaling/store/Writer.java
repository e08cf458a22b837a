package io.callvault.signaling.store;

import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Point;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all commands that wait, runs them in one transaction, commits, lets H2 fsync
 * ({@code CHECKPOINT SYNC}; a commit alone does not), and only then answers and hands out the news. A command that refuses
 * or throws is undone to its own savepoint; if the database fails, the batch is rolled back and tried one by one.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Commands that may wait; more are refused, so that memory is bounded. */
    private static final int QUEUE = 10_000;

    /** Most commands of one transaction: bounds the latency of the first of them. */
    private static final int BATCH = 256;

    /** How long {@link Broken#ACK_BEFORE_COMMIT} waits between the answers and the commit. */
    private static final long PRETENCE_NANOS = 250_000_000;

    /** Between two attempts to open the database again. */
    private static final long REOPEN_MS = 1_000;

    /** What a writer stands on. */
    interface Ground {

        /** Whether the disk has room for a batch. */
        boolean hasRoom();

        /** Closes the database and opens it again; empty if it can only be read yet. */
        Optional<Opening> reopen() throws DatabaseException;
    }

    private final BlockingQueue<Command<?>> waiting = new ArrayBlockingQueue<>(QUEUE);
    private Sql sql;
    private Tables tables;
    private final Durable held;
    private final Consumer<List<News>> listener;
    private final StoreOptions options;
    private final Ground ground;
    private final Thread thread;
    private final LongAdder commands = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private volatile boolean closing;
    private volatile CompletableFuture<Boolean> settling = CompletableFuture.completedFuture(true);
    private volatile boolean broken;
    private volatile boolean stranded;
    private long reopenAt;

    Writer(Opening opening, Durable held, Consumer<List<News>> listener, StoreOptions options, Ground ground) {
        this.sql = opening.sql();
        this.tables = opening.tables();
        this.held = held;
        this.listener = listener;
        this.options = options;
        this.ground = ground;
        this.thread = Thread.ofPlatform().name("cv-store-writer").start(this::loop);
    }

    <T> CompletionStage<T> submit(Tables.Work<T> work) {
        Command<T> command = new Command<>(work);
        if (closing || broken || !waiting.offer(command)) {
            command.fail(new RefusedException(
                    ProblemCode.UNAVAILABLE, "the server is busy or stopping: try again in a moment"));
            command.answer();
        }
        return command.future;
    }

    /** Commands run and fsyncs made since the start. */
    StoreCounters counters() {
        return new StoreCounters(commands.sum(), syncs.sum());
    }

    private void loop() {
        List<Command<?>> batch = new ArrayList<>();
        while (true) {
            Interrupts.calmly(this::next).ifPresent(batch::add);
            if (stranded && System.nanoTime() - reopenAt >= 0) {
                reopen();
            }
            if (batch.isEmpty()) {
                continue;
            }
            waiting.drainTo(batch, BATCH - 1);
            commands.add(batch.size());
            handle(batch);
            boolean last = batch.stream().anyMatch(command -> command.last);
            batch.clear();
            if (last) {
                return;
            }
        }
    }

    /** The next command; while the database waits to be opened again, none after a while. */
    private Optional<Command<?>> next() throws InterruptedException {
        return stranded
                ? Optional.ofNullable(waiting.poll(REOPEN_MS, TimeUnit.MILLISECONDS))
                : Optional.of(waiting.take());
    }

    /** Whether the database met a full disk and waits to be opened again. Any thread. */
    boolean isStranded() {
        return stranded;
    }

    /** Completes when what is committed now is on disk; false if that failed. Any thread. */
    CompletableFuture<Boolean> settled() {
        return settling;
    }

    int queued() {
        return waiting.size();
    }

    private void reopen() {
        try {
            Optional<Opening> again = ground.reopen();
            again.ifPresent(open -> {
                sql = open.sql();
                tables = open.tables();
                held.release();
                stranded = false;
                settling = CompletableFuture.completedFuture(true);
                LOG.warn("the database is open again after a full disk");
            });
        } catch (DatabaseException | RuntimeException e) {
            LOG.warn("the database cannot be opened yet, it is tried again: {}", e.toString());
        }
        reopenAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REOPEN_MS);
    }

    /** H2 gives a database up when a write fails. A full disk heals: it is opened again. Anything else needs a person. */
    private void lost(Exception cause) {
        if (DiskFull.is(cause)) {
            LOG.error("the disk is full: nothing more is acknowledged until the database could be opened again", cause);
            stranded = true;
            reopenAt = System.nanoTime();
        } else {
            LOG.error("the disk does not take our data: every write is refused until a restart", cause);
            broken = true;
        }
    }

    /** Whatever goes wrong, everybody gets an answer and the thread lives on: without it all would wait for ever. */
    private void handle(List<Command<?>> batch) {
        try {
            run(batch);
        } catch (RuntimeException | Error e) {
            LOG.error("the writer failed: every write is refused until a restart", e);
            broken = true;
            settling.complete(false);
        }
        if (broken || stranded) {
            refuse(batch, "the server cannot write to its disk");
        }
    }

    private static void refuse(List<Command<?>> batch, String why) {
        batch.forEach(command -> {
            command.fail(new RefusedException(ProblemCode.UNAVAILABLE, why));
            command.answer();
        });
    }

    private void run(List<Command<?>> batch) {
        if (broken || stranded) {
            return;
        }
        if (!ground.hasRoom()) {
            refuse(batch, "the server's disk is full: try again later");
            return;
        }
        long writesBefore = sql.writes();
        CompletableFuture<Boolean> settles = new CompletableFuture<>();
        try {
            for (Command<?> command : batch) {
                attempt(command);
            }
            boolean changed = sql.writes() > writesBefore;
            if (changed) {
                pretend(batch);
                options.points().at(Point.BEFORE_COMMIT);
                settling = settles;
            }
            sql.connection().commit();
            if (changed) {
                options.points().at(Point.AFTER_COMMIT);
            }
        } catch (SQLException | StoreFailure e) {
            rollBack(batch, e);
            settles.complete(!broken && !stranded);
            return;
        }
        boolean changed = sql.writes() > writesBefore;
        if (changed && !sync()) {
            settles.complete(false);
            return; // Readers see it and are never told: what is held stays held.
        }
        settles.complete(true);
        if (changed) {
            options.points().at(Point.BEFORE_ACK);
        }
        held.release();
        List<News> news = tables.events().drain();
        batch.forEach(Command::answer);
        if (!news.isEmpty()) {
            int half = (news.size() + 1) / 2;
            tell(news.subList(0, half));
            options.points().at(Point.MID_FAN_OUT);
            tell(news.subList(half, news.size()));
        }
    }

    /** The oracle's broken build: answers what is nowhere yet, and gives the answers time to leave. */
    private void pretend(List<Command<?>> batch) {
        if (options.broken().contains(Broken.ACK_BEFORE_COMMIT)) {
            batch.forEach(Command::answer);
            LockSupport.parkNanos(PRETENCE_NANOS);
        }
    }

    private void tell(List<News> news) {
        if (news.isEmpty()) {
            return;
        }
        try {
            listener.accept(news);
        } catch (RuntimeException e) {
            LOG.error("somebody failed to take the news; connections pull what they missed", e);
        }
    }

    private void attempt(Command<?> command) throws SQLException {
        int mark = tables.events().mark();
        Connection connection = sql.connection();
        Savepoint before = connection.setSavepoint();
        if (!command.run(tables)) {
            connection.rollback(before);
            tables.events().forget(mark);
        }
    }

    private void rollBack(List<Command<?>> batch, Exception cause) {
        try {
            sql.connection().rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
            lost(cause);
        }
        tables.events().forget(0);
        if (broken || stranded) {
            return;
        }
        held.release();
        if (batch.size() > 1) {
            LOG.warn("a batch of {} commands failed and is tried one by one", batch.size(), cause);
            batch.forEach(command -> run(List.of(command)));
        } else {
            LOG.error("a command failed", cause);
            batch.forEach(command -> {
                command.fail(cause);
                command.answer();
            });
        }
    }

    private boolean sync() {
        try (Statement statement = sql.connection().createStatement()) {
            statement.execute("CHECKPOINT SYNC");
            syncs.increment();
            return true;
        } catch (SQLException e) {
            lost(e);
            return false;
        }
    }

    /** Finishes what waits, then stops. Blocks. */
    @Override
    public void close() {
        closing = true;
        Command<Boolean> last = new Command<>(ignored -> true);
        last.last = true;
        Interrupts.calmly(() -> {
            waiting.put(last);
            thread.join();
            return true;
        });
        List<Command<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(command -> {
            command.fail(new RefusedException(ProblemCode.UNAVAILABLE, "the server is stopping"));
            command.answer();
        });
    }

    private static final class Command<T> {

        private final Tables.Work<T> work;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private CompletableFuture<T> outcome = new CompletableFuture<>();
        private boolean last;

        Command(Tables.Work<T> work) {
            this.work = work;
        }

        /** Whether its writes are to be kept. A failure of the database is the batch's: it is thrown on. */
        boolean run(Tables tables) {
            outcome = new CompletableFuture<>();
            try {
                outcome.complete(work.run(tables));
                return true;
            } catch (RefusedException e) {
                outcome.completeExceptionally(e);
            } catch (StoreFailure e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("a command failed", e);
                outcome.completeExceptionally(e);
            }
            return false;
        }

        void fail(Exception cause) {
            outcome = CompletableFuture.failedFuture(cause);
        }

        void answer() {
            var _ = outcome.whenComplete((value, failure) -> {
                if (failure == null) {
                    future.complete(value);
                } else {
                    future.completeExceptionally(failure);
                }
            });
        }
    }
}
