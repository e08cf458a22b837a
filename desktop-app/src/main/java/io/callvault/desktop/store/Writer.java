package io.callvault.desktop.store;

import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.fault.Point;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. Takes all transactions that wait, runs each in a savepoint of its own, commits them together and makes
 * them durable with one {@code CHECKPOINT SYNC} (H2's commit alone does not fsync), tells their news, answers their callers.
 * When the disk refuses, the database is opened for reading only, and every second it is tried whether there is room again.
 */
final class Writer {

    /** Waiting transactions; more are refused. */
    static final int QUEUE = 10_000;

    /** Transactions that share one commit at most. */
    private static final int GROUP = 256;

    private static final long HEAL_MS = 1_000;

    private static final Health.Stalled STALLED = new Health.Stalled(
            "The disk is full or does not take changes: nothing new can be kept or sent until there is"
                    + " room. What you type stays in its field.");

    private static final String MENDED = "The local database was just mended: try again.";

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Database database;
    private final CommitLock commits;
    private final Readers readers;
    private final Topic<StoreNews> topic;
    private final Topic<Health> healthTopic = new Topic<>();
    private final Faults faults;
    private final LogLength logLength;
    private final Job<Boolean> last = new Job<>(_ -> true, true);
    private volatile Health health = new Health.Fine();
    private long healAtNanos;
    private Optional<Tx> tx = Optional.empty();
    private boolean closing;

    Writer(
            Database database,
            CommitLock commits,
            Readers readers,
            Topic<StoreNews> topic,
            Faults faults,
            long compactFrom) {
        this.database = database;
        this.commits = commits;
        this.readers = readers;
        this.topic = topic;
        this.faults = faults;
        this.logLength = new LogLength(compactFrom);
        this.healAtNanos = System.nanoTime();
        if (database.writable()) {
            tx = Optional.of(new Tx(new Sql(database.writeConnection()), faults));
        } else {
            health = STALLED;
        }
        // An empty job wakes the thread, if it does not come round by itself.
        database.onDamage(() -> queue.offer(new Job<>(_ -> Done.DONE, false)));
        Thread.ofPlatform().name("cv-store").daemon().start(this::run);
    }

    Health health() {
        return health;
    }

    Subscription subscribeHealth(Consumer<Health> listener) {
        return healthTopic.subscribe(listener);
    }

    <T> CompletionStage<T> submit(TxWork<T> work, boolean durable) {
        Job<T> job = new Job<>(work, durable);
        synchronized (this) {
            if (closing) {
                job.refuse(new StoreException(StoreException.Why.CLOSED, "The local database is closed."));
            } else if (!queue.offer(job)) {
                job.refuse(new StoreException(
                        StoreException.Why.BUSY, "The local database is busy: try again in a moment."));
            }
        }
        return job.result();
    }

    /** Finishes what waits. */
    void close() {
        boolean first;
        synchronized (this) {
            first = !closing;
            closing = true;
        }
        if (first) {
            putLast();
        }
        last.result().exceptionally(failed -> true).join();
    }

    private void putLast() {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(last);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Job<?>> group = new ArrayList<>();
        boolean more = true;
        while (more) {
            group.clear();
            try {
                heal();
                Job<?> next =
                        health instanceof Health.Stalled ? queue.poll(HEAL_MS, TimeUnit.MILLISECONDS) : queue.take();
                if (next == null) {
                    continue;
                }
                group.add(next);
                queue.drainTo(group, GROUP - 1);
                more = group.getLast() != last;
                if (database.damaged() && health instanceof Health.Fine) {
                    mend();
                    // Meant for a database that is no more; nothing of it was done.
                    while (more && queue.drainTo(group) > 0) {
                        more = group.getLast() != last;
                    }
                    group.forEach(job -> job.refuse(new StoreException(StoreException.Why.BUSY, MENDED)));
                    told(health instanceof Health.Fine);
                } else {
                    runGroup(group);
                }
            } catch (InterruptedException e) {
                LOG.warn("the store thread was interrupted; it goes on");
            } catch (RuntimeException | Error e) {
                // Whatever it was: whoever waits for this group hears of it, and the next group finds a sound database.
                LOG.error("a group of transactions failed in a way that nobody foresaw", e);
                stallOrStop();
                group.forEach(job -> job.refuse(refusal(e)));
            }
        }
    }

    private void runGroup(List<Job<?>> group) {
        if (!(health instanceof Health.Fine)) {
            group.forEach(job -> job.refuse(new StoreException(StoreException.Why.STALLED, sentence())));
            return;
        }
        List<StoreNews> news = new ArrayList<>();
        List<byte[]> precious = new ArrayList<>();
        boolean durable = false;
        boolean queues = false;
        boolean logged = false;
        try {
            for (Job<?> job : group) {
                queues |= runOne(job, news, precious);
                durable |= job.durable();
            }
            if (queues) {
                faults.points().at(Point.BEFORE_OUTBOX);
            }
            if (!precious.isEmpty()) {
                logged = true;
                database.log().append(precious, durable);
            }
            if (durable) {
                faults.points().at(Point.WHILE_WRITING);
            }
            commit(durable);
            if (queues) {
                faults.points().at(Point.AFTER_OUTBOX);
            }
        } catch (SQLException | IOException | RuntimeException | Error e) {
            LOG.error("commit failed; the store takes no changes until the disk does", e);
            if (logged) {
                undoLog();
            }
            stall();
            group.forEach(job -> job.refuse(refusal(e)));
            return;
        }
        news.forEach(this::tell);
        group.forEach(Job::answer);
        if (durable && logLength.isLong(database.log().length())) {
            compactLog();
        }
        if (database.writeFailed()) {
            // H2's own thread was refused: its store is closed by now.
            stall();
        }
    }

    /** A listener's failure is not the store's. */
    private void tell(StoreNews item) {
        try {
            topic.publish(item);
        } catch (Error e) {
            LOG.error("a listener failed badly", e);
        }
    }

    /**
     * Whether it put something into the outbox. An {@link Error} of the work is its own too: it is rolled back alone, told to its
     * caller, and the thread lives on.
     *
     * @throws SQLException if it cannot be rolled back alone: then nothing of the group counts
     */
    private boolean runOne(Job<?> job, List<StoreNews> news, List<byte[]> precious) throws SQLException {
        Tx open = tx.orElseThrow();
        Savepoint savepoint = database.writeConnection().setSavepoint();
        try {
            job.run(open);
            List<byte[]> kept = open.takePrecious();
            boolean queues = open.queues();
            news.addAll(open.takeNews());
            precious.addAll(kept);
            return queues;
        } catch (StoreException | RuntimeException | Error e) {
            if (e instanceof Error) {
                LOG.error("a transaction failed badly; it is rolled back alone", e);
            }
            database.writeConnection().rollback(savepoint);
            job.fail(e);
            return false;
        } finally {
            open.forget();
        }
    }

    private void commit(boolean durable) throws SQLException {
        commits.committing().lock();
        try (Statement statement = database.writeConnection().createStatement()) {
            database.writeConnection().commit();
            if (durable) {
                statement.execute("CHECKPOINT SYNC");
            }
        } finally {
            commits.committing().unlock();
        }
    }

    private void undoLog() {
        try {
            database.log().undo();
        } catch (IOException e) {
            LOG.error("the second log still holds what was refused", e);
        }
    }

    /** After a failure in between the log has no file any more: only opening everything again brings one back. */
    private void compactLog() {
        long before = database.log().length();
        try {
            database.compactLog();
            logLength.begunAnew(database.log().length());
            LOG.info(
                    "the second log was {} bytes long and is {} now",
                    before,
                    database.log().length());
        } catch (IOException | StoreException | SQLException e) {
            LOG.error("the second log could not be begun anew", e);
            stall();
        }
    }

    private StoreException refusal(Throwable cause) {
        return new StoreException(StoreException.Why.STALLED, sentence(), cause);
    }

    private String sentence() {
        return health instanceof Health.Stopped(String stopped) ? stopped : STALLED.sentence();
    }

    private void stallOrStop() {
        try {
            stall();
        } catch (RuntimeException | Error worse) {
            LOG.error("the database cannot be used until the next start", worse);
            become(new Health.Stopped("The local database failed: close the app and start it again."));
        }
    }

    /** Gives up this opening of the database, with whatever was not committed, and reads on from what was. */
    private void stall() {
        if (health instanceof Health.Stopped) {
            return;
        }
        readers.exchange(() -> {
            database.readOnly();
            return database.readConnections();
        });
        healAtNanos = System.nanoTime();
        become(STALLED);
    }

    /** Tries, at most once a second, whether the disk takes changes again. */
    private void heal() {
        if (!(health instanceof Health.Stalled) || System.nanoTime() - healAtNanos < 0 || !database.hasRoom()) {
            return;
        }
        healAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEAL_MS);
        Health[] next = {STALLED};
        readers.exchange(() -> {
            try {
                if (database.reopen()) {
                    tx = Optional.of(new Tx(new Sql(database.writeConnection()), faults));
                    next[0] = new Health.Fine();
                }
            } catch (StoreException e) {
                LOG.error("the database cannot be used until the next start", e);
                next[0] = new Health.Stopped(String.valueOf(e.getMessage()));
            }
            return database.readConnections();
        });
        become(next[0]);
    }

    /** A part of the database is damaged: it is set aside and made anew, while the app runs. */
    private void mend() {
        Health[] next = {new Health.Fine()};
        readers.exchange(() -> {
            try {
                database.rebuildNow();
                tx = Optional.of(new Tx(new Sql(database.writeConnection()), faults));
            } catch (IOException | SQLException | StoreException | RuntimeException e) {
                LOG.error("the damaged database could not be made anew; the next start tries again", e);
                next[0] = new Health.Stopped("The local database is damaged: close the app and start it again.");
            }
            return database.readConnections();
        });
        become(next[0]);
    }

    private void told(boolean mended) {
        if (mended) {
            tell(new StoreNews.Rebuilt());
            tell(new StoreNews.AccountChanged());
            tell(new StoreNews.Reset());
        }
    }

    private void become(Health next) {
        if (!next.equals(health)) {
            health = next;
            LOG.info("the store is now {}", next.getClass().getSimpleName());
            try {
                healthTopic.publish(next);
            } catch (Error e) {
                LOG.error("a listener failed badly", e);
            }
        }
    }
}
