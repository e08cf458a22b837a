package io.callvault.signaling.server;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests that must go on in the order in which they arrived, although checking them takes threads that race. Each takes a turn
 * when it arrives and gives it back when it has been handed on, or refused. As many entries as requests that wait. Any thread.
 */
final class Turns {

    /** A place in the queue. */
    static final class Turn {
        private final CompletionStage<?> before;
        private final Runnable over;

        private Turn(CompletionStage<?> before, Runnable over) {
            this.before = before;
            this.over = over;
        }

        /** For requests that have no order. */
        static Turn free() {
            return new Turn(CompletableFuture.completedStage(true), () -> {});
        }

        /** Completes when everybody before has been handed on. Never fails. */
        CompletionStage<?> before() {
            return before;
        }

        /** Lets the next one go. More than once does nothing. */
        void over() {
            over.run();
        }
    }

    private final Map<String, CompletableFuture<Boolean>> last = new ConcurrentHashMap<>();

    Turn take(String queue) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> before = last.put(queue, mine);
        return new Turn(before == null ? CompletableFuture.completedStage(true) : before, () -> {
            last.remove(queue, mine);
            mine.complete(true);
        });
    }
}
