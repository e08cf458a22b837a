package io.callvault.desktop.store;

import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The database of one profile. Writes queue for the thread {@code cv-store}, which lets several waiting transactions share one
 * durable commit; their news leave after it. Reads never see what is not durable yet. Any thread but the FX thread's may read.
 */
public final class Store implements AutoCloseable {

    private final Database database;
    private final Topic<StoreNews> news = new Topic<>();
    private final Readers readers;
    private final Writer writer;

    private Store(Database database, Faults faults, long compactFrom) {
        this.database = database;
        CommitLock lock = new CommitLock();
        this.readers = new Readers(database.readConnections(), lock, faults);
        this.writer = new Writer(database, lock, readers, news, faults, compactFrom);
    }

    /**
     * Opens the database in the folder, or makes one. The caller holds the profile's lock.
     *
     * @throws StoreException if the disk refuses, or the key is another one's
     */
    public static Store open(Path folder, StoreKey key) throws StoreException {
        return open(folder, key, Faults.none());
    }

    /** As above, on a machine where something goes wrong. */
    public static Store open(Path folder, StoreKey key, Faults faults) throws StoreException {
        return open(folder, key, faults, LogLength.WORTH_IT);
    }

    static Store open(Path folder, StoreKey key, Faults faults, long compactFrom) throws StoreException {
        return new Store(Database.open(folder, key, faults), faults, compactFrom);
    }

    /** What was found when it was opened. */
    public Opened opened() {
        return database.opened();
    }

    /** Whether it takes changes. */
    public Health health() {
        return writer.health();
    }

    /** Tells every change of {@link #health()}, on the store thread. */
    public Subscription subscribeHealth(Consumer<Health> listener) {
        return writer.subscribeHealth(listener);
    }

    /** Listens from now on. Listeners run on the store thread after the commit, must be brief, and never wait for a write. */
    public Subscription subscribe(Consumer<StoreNews> listener) {
        return news.subscribe(listener);
    }

    /**
     * Queues a transaction. The stage completes on the store thread when it is durable and its news are told; with a {@link
     * StoreException} if nothing of it was done.
     */
    public <T> CompletionStage<T> write(TxWork<T> work) {
        return writer.submit(work, true);
    }

    /** As {@link #write}, but the last moments before a crash may be lost: for marks that are worth nothing after one. */
    public <T> CompletionStage<T> writeRelaxed(TxWork<T> work) {
        return writer.submit(work, false);
    }

    /** As {@link #write}, for work that finds nothing out. */
    public CompletionStage<Done> update(TxAction work) {
        return write(work.asWork());
    }

    /** Reads one consistent state on the calling thread. */
    public <T> T read(TxWork<T> work) throws StoreException {
        return readers.read(work);
    }

    /** Reads on a thread of the store, on which the stage also completes. */
    public <T> CompletionStage<T> readAsync(TxWork<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        readers.execute(() -> {
            try {
                result.complete(readers.read(work));
            } catch (StoreException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Finishes everything queued so far, then closes the files. Later writes and reads are refused. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        database.close();
    }
}
