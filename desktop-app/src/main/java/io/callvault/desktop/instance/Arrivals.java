package io.callvault.desktop.instance;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Requests on their way to the window: kept while there is none yet, refused once there is none any more. Any thread. */
public final class Arrivals {

    /** More than a person can ask for while an app starts. */
    static final int MOST_WAITING = 16;

    private final Queue<Request> waiting = new ArrayDeque<>();
    private Optional<Function<Request, CompletionStage<Boolean>>> window = Optional.empty();
    private boolean ended;

    /** Completes with whether the request was, or surely will be, done. */
    public CompletionStage<Boolean> take(Request request) {
        Function<Request, CompletionStage<Boolean>> taker;
        synchronized (this) {
            if (window.isEmpty()) {
                boolean room = !ended && waiting.size() < MOST_WAITING;
                return CompletableFuture.completedFuture(room && waiting.add(request));
            }
            taker = window.get();
        }
        return taker.apply(request);
    }

    /**
     * The window is there: it gets what waits, in order, and from now on what comes.
     *
     * @param taker returns at once; completes with whether the request was done
     */
    public void attach(Function<Request, CompletionStage<Boolean>> taker) {
        synchronized (this) {
            while (!waiting.isEmpty()) {
                var _ = taker.apply(waiting.remove());
            }
            window = Optional.of(taker);
        }
    }

    /** The window is closed. */
    public synchronized void end() {
        ended = true;
        window = Optional.empty();
        waiting.clear();
    }
}
