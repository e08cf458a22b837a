package io.callvault.desktop.store;

import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.fault.Point;
import io.callvault.desktop.fault.Points;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.file.PreciousLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. Takes all transactions that wait, runs each in a savepoint of its own, commits them together and makes
 * them durable with one {@code CHECKPOINT SYNC} (H2's commit alone does not fsync), tells their news, answers their callers.
 */
final class Writer {

    /** Waiting transactions; more are refused. */
    private static final int QUEUE = 10_000;

    /** Transactions that share one commit at most. */
    private static final int GROUP = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Connection connection;
    private final CommitLock commits;
    private final PreciousLog log;
    private final Topic<StoreNews> topic;
    private final Tx tx;
    private final Points points;
    private final Job<Boolean> last = new Job<>(_ -> true, true);
    private boolean closing;
    private @Nullable StoreException broken;

    Writer(Connection connection, CommitLock commits, PreciousLog log, Topic<StoreNews> topic, Faults faults) {
        this.connection = connection;
        this.commits = commits;
        this.log = log;
        this.topic = topic;
        this.tx = new Tx(new Sql(connection), faults);
        this.points = faults.points();
        Thread.ofPlatform().name("cv-store").daemon().start(this::run);
    }

    <T> CompletionStage<T> submit(TxWork<T> work, boolean durable) {
        Job<T> job = new Job<>(work, durable);
        synchronized (this) {
            if (closing) {
                job.refuse(new StoreException("The local database is closed."));
            } else if (!queue.offer(job)) {
                job.refuse(new StoreException("The local database is busy: try again in a moment."));
            }
        }
        return job.result;
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
        last.result.exceptionally(failed -> true).join();
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
                group.add(queue.take());
            } catch (InterruptedException e) {
                LOG.warn("the store thread was interrupted; it goes on");
                continue;
            }
            queue.drainTo(group, GROUP - 1);
            more = group.getLast() != last;
            runGroup(group);
        }
    }

    private void runGroup(List<Job<?>> group) {
        List<StoreNews> news = new ArrayList<>();
        List<byte[]> precious = new ArrayList<>();
        boolean durable = false;
        boolean queues = false;
        for (Job<?> job : group) {
            queues |= runOne(job, news, precious);
            durable |= job.durable;
        }
        try {
            if (queues) {
                points.at(Point.BEFORE_OUTBOX);
            }
            if (!precious.isEmpty()) {
                log.append(precious, durable);
            }
            if (durable) {
                points.at(Point.WHILE_WRITING);
            }
            commit(durable);
            if (queues) {
                points.at(Point.AFTER_OUTBOX);
            }
        } catch (SQLException | IOException e) {
            broken = new StoreException("The disk did not take the change: nothing of it was kept.", e);
            LOG.error("commit failed; the store takes no more writes until it is opened again", e);
            rollBack();
            for (Job<?> job : group) {
                job.refuse(broken);
            }
            return;
        }
        news.forEach(topic::publish);
        group.forEach(Job::answer);
    }

    /** Whether it put something into the outbox. */
    private boolean runOne(Job<?> job, List<StoreNews> news, List<byte[]> precious) {
        if (broken != null) {
            job.fail(broken);
            return false;
        }
        try {
            Savepoint savepoint = connection.setSavepoint();
            try {
                job.run(tx);
                List<byte[]> kept = tx.takePrecious();
                boolean queues = tx.queues();
                news.addAll(tx.takeNews());
                precious.addAll(kept);
                return queues;
            } catch (StoreException | RuntimeException e) {
                connection.rollback(savepoint);
                job.fail(e);
            }
        } catch (SQLException e) {
            job.fail(Sql.broken(e));
        } finally {
            tx.forget();
        }
        return false;
    }

    /** What was refused must not be committed later, with the last generation. */
    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.error("the refused changes could not be rolled back", e);
        }
    }

    private void commit(boolean durable) throws SQLException {
        commits.committing().lock();
        try (Statement statement = connection.createStatement()) {
            connection.commit();
            if (durable) {
                statement.execute("CHECKPOINT SYNC");
            }
        } finally {
            commits.committing().unlock();
        }
    }

    /** A queued transaction and what became of it. */
    private static final class Job<T> {

        private final TxWork<T> work;
        private final boolean durable;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Optional<T> value = Optional.empty();
        private @Nullable Exception failure;

        Job(TxWork<T> work, boolean durable) {
            this.work = work;
            this.durable = durable;
        }

        void run(Tx tx) throws StoreException {
            value = Optional.of(work.run(tx));
        }

        void fail(Exception e) {
            failure = e;
        }

        void refuse(Exception e) {
            result.completeExceptionally(failure == null ? e : failure);
        }

        void answer() {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                value.ifPresent(result::complete);
            }
        }
    }
}
