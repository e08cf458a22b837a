package io.callvault.signaling.store;

import io.callvault.model.id.IdGenerator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The database, open. Any thread. Nobody may interrupt a thread that is inside. */
public final class Store implements AutoCloseable {

    private static final int READERS = 3;

    private final List<Consumer<List<News>>> listeners = new CopyOnWriteArrayList<>();
    private final Readers readers;
    private final Writer writer;
    private final Sql writing;
    private final String epoch;

    private Store(Database database, InstantSource clock, StoreOptions options) throws SQLException {
        Durable durable = new Durable();
        IdGenerator ids = new IdGenerator(clock, new SecureRandom());
        this.readers = new Readers(database, new TableContext(ids, durable, new Durable()), READERS);
        this.writing = new Sql(database.connect());
        Tables tables = Tables.over(writing, new TableContext(ids, new Durable(), durable));
        this.epoch = tables.meta().get(MetaTable.EPOCH).orElseThrow();
        writing.connection().rollback();
        this.writer = new Writer(writing, tables, durable, this::publish, options);
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
        Database database = Database.open(folder, options.disk());
        try {
            return new Store(database, clock, options);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "The database in " + folder + " cannot be opened: restore it from a backup.", e);
        }
    }

    /** Random text made with the database. */
    public String epoch() {
        return epoch;
    }

    /**
     * Runs a command on the writer's thread, in one transaction with others that wait. It is on disk when the stage completes.
     * Stages complete on the writer's thread, in the order of submission: do little there.
     *
     * @return fails with {@link RefusedException} if the command refused, {@code unavailable} when the queue is full
     */
    public <T> CompletionStage<T> write(Tables.Work<T> command) {
        return writer.submit(command);
    }

    /** Runs a query on the caller's thread, on one snapshot of what is on disk. Blocks: never on an event loop. */
    public <T> T read(Tables.Work<T> query) throws RefusedException {
        return readers.read(query);
    }

    /** Hears of every event once it is on disk, in order, on the writer's thread. */
    public void onNews(Consumer<List<News>> listener) {
        listeners.add(listener);
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
        try {
            readers.close();
            writing.connection().close();
        } catch (SQLException e) {
            throw new StoreFailure("could not close the database", e);
        }
    }
}
