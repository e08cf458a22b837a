package io.callvault.rtc.webrtc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the system for devices on a thread of its own, and not for ever: some sound systems never answer. */
final class DeviceQueries {
    private static final Logger log = LoggerFactory.getLogger(DeviceQueries.class);

    /** Within the 3 s that {@code Devices.find} promises. */
    static final Duration LIMIT = Duration.ofMillis(2_500);

    private DeviceQueries() {}

    /** The answer, later. */
    static <T> CompletableFuture<T> later(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofPlatform().name("call-devices").daemon().start(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the answer; empty if there is none in time. */
    static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(later(question).get(LIMIT.toMillis() + 100, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the system did not tell its devices", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
