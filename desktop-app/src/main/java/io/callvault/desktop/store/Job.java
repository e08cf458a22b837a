package io.callvault.desktop.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A queued transaction and what became of it. Run and answered by the store thread. */
final class Job<T> {

    private final TxWork<T> work;
    private final boolean durable;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Optional<T> value = Optional.empty();
    private @Nullable Throwable failure;

    Job(TxWork<T> work, boolean durable) {
        this.work = work;
        this.durable = durable;
    }

    boolean durable() {
        return durable;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void run(Tx tx) throws StoreException {
        value = Optional.of(work.run(tx));
    }

    /** It failed by itself; told with the answers of its group. */
    void fail(Throwable e) {
        failure = e;
    }

    /** Nothing of it was done; its own failure, if it had one, tells more. */
    void refuse(StoreException e) {
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
