package io.callvault.signaling.store;

import io.callvault.model.id.IdGenerator;
import io.callvault.model.wire.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database, open. Any thread. Nobody may interrupt a thread that is inside. */
public final class Store implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    /** Below that many bytes nothing is written any more: room for the largest batch and for H2's own housekeeping. */
    static final long LEAST_ROOM = 16L * 1024 * 1024;

    private final List<Consumer<List<News>>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> epochListeners = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final StoreOptions options;
    private final Opening.Shared shared;
    private final Anchor anchor;
    private final Writer writer;
    private volatile Opening opening;

    private Store(Path folder, Database database, InstantSource clock, StoreOptions options) throws SQLException {
        this.folder = folder;
        this.options = options;
        this.shared = new Opening.Shared(
                new IdGenerator(clock, new SecureRandom()), new Durable(), new Epoch(), options.keepEvents());
        this.anchor = database.anchor();
        this.opening = Opening.of(database, shared);
        this.writer = new Writer(opening, shared.durable(), this::publish, options, new Ground());
    }

    /** Opens it on the real disk. Blocks. */
    public static Store open(Path folder, InstantSource clock) throws DatabaseException {
        return open(folder, clock, StoreOptions.real());
    }

    /**
     * Opens or creates the database in the folder. Blocks.
     *
     * @throws DatabaseException with a sentence for the administrator
     */
    public static Store open(Path folder, InstantSource clock, StoreOptions options) throws DatabaseException {
        Database database = Database.open(folder, options.disk(), options.restored());
        try {
            return new Store(folder, database, clock, options);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "The database in " + folder + " cannot be opened: restore it from a backup.", e);
        }
    }

    /** Random text that names this history; another one after a backup was restored. */
    public String epoch() {
        return shared.epoch().told();
    }

    /**
     * Gives this history a new name, because it was found to be another one than its clients know. Once: a second call for the
     * same old name changes nothing.
     *
     * @param old the epoch that was found to be used for two histories
     * @return whether it was changed now; on disk when it completes, and the listeners have been told
     */
    public CompletionStage<Boolean> endEpoch(String old) {
        String next = UUID.randomUUID().toString();
        return write(tables -> {
                    if (!tables.meta().get(MetaTable.EPOCH).orElseThrow().equals(old)) {
                        return false;
                    }
                    anchor(List.of(next, old));
                    tables.meta().put(MetaTable.EPOCH, next);
                    shared.epoch().willBe(next);
                    return true;
                })
                .whenComplete((changed, failure) -> {
                    if (failure != null) {
                        shared.epoch().is(shared.epoch().told());
                    } else if (changed) {
                        shared.epoch().is(next);
                        LOG.warn("a backup was restored: everybody takes a snapshot under the new epoch {}", next);
                        epochListeners.forEach(Runnable::run);
                        forget(next);
                    }
                });
    }

    /** The old one. Not urgent: an anchor that accepts both is as good until the next start. */
    private void forget(String next) {
        try {
            anchor.write(List.of(next));
        } catch (IOException e) {
            LOG.warn("the anchor still accepts the old epoch: {}", e.toString());
        }
    }

    private void anchor(List<String> epochs) {
        try {
            anchor.write(epochs);
        } catch (IOException e) {
            throw new StoreFailure("could not write the anchor", e);
        }
    }

    /**
     * Runs a command on the writer's thread, in one transaction with others that wait. It is on disk when the stage completes.
     * Stages complete on the writer's thread, in the order of submission: do little there.
     *
     * @return fails with {@link RefusedException} if the command refused, {@code unavailable} when the queue or the disk is full
     */
    public <T> CompletionStage<T> write(Tables.Work<T> command) {
        return writer.submit(command);
    }

    /**
     * Runs a query on the caller's thread, on one snapshot of what is on disk. Blocks: never on an event loop.
     *
     * @throws RefusedException of the query; {@code unavailable} while the database is opened again after a full disk
     */
    public <T> T read(Tables.Work<T> query) throws RefusedException {
        Opening now = opening;
        try {
            return now.readers().read(query);
        } catch (StoreFailure e) {
            if (now.equals(opening) && !writer.isStranded() && !DiskFull.is(e)) {
                throw e;
            }
            LOG.debug("a query met a database that is being opened again", e);
            // The writer finds out by itself only when it has something to do.
            var _ = writer.submit(tables -> tables.meta().get(MetaTable.EPOCH));
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the disk was full: try again in a moment");
        }
    }

    /**
     * Like {@link #read}, but answers only once everything it saw is on disk: for what cannot be clamped to an ev or a seq.
     *
     * @throws RefusedException also {@code unavailable} if what it saw could not be brought to the disk
     */
    public <T> T readDurable(Tables.Work<T> query) throws RefusedException {
        T result = read(query);
        if (!writer.settled().join()) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the server cannot write to its disk");
        }
        return result;
    }

    /** Commands that wait for the writer. */
    public int queued() {
        return writer.queued();
    }

    /** Hears of every event once it is on disk, in order, on the writer's thread. */
    public void onNews(Consumer<List<News>> listener) {
        listeners.add(listener);
    }

    /** Hears of a new epoch once it is on disk, on the writer's thread. */
    public void onNewEpoch(Runnable listener) {
        epochListeners.add(listener);
    }

    public StoreCounters counters() {
        return writer.counters();
    }

    private void publish(List<News> news) {
        listeners.forEach(listener -> listener.accept(news));
    }

    /** Finishes what waits and closes the file. Blocks. */
    @Override
    public void close() {
        writer.close();
        List<SQLException> failures = opening.close();
        if (!failures.isEmpty()) {
            throw new StoreFailure("could not close the database", failures.getFirst());
        }
    }

    /** Lives on the writer's thread. */
    private final class Ground implements Writer.Ground {

        private boolean reading;

        @Override
        public boolean hasRoom() {
            return options.disk().usableBytes(folder) >= LEAST_ROOM;
        }

        @Override
        public Optional<Opening> reopen() throws DatabaseException {
            if (reading && !hasRoom()) {
                return Optional.empty();
            }
            opening.close().forEach(failure -> LOG.debug("while closing a database that met a full disk", failure));
            try {
                opening = Opening.of(Database.open(folder, options.disk(), false), shared);
                reading = false;
                return Optional.of(opening);
            } catch (SQLException | DatabaseException | StoreFailure e) {
                LOG.debug("the database cannot be written yet", e);
            }
            try {
                opening = Opening.forReading(Database.forReading(folder, options.disk()), shared);
                reading = true;
                return Optional.empty();
            } catch (SQLException | StoreFailure e) {
                throw new DatabaseException("The database in " + folder + " cannot be opened again yet.", e);
            }
        }
    }
}
