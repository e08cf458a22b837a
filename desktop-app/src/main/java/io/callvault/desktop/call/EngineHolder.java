package io.callvault.desktop.call;

import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine, opened on a thread of its own at the first need: natives take up to a second to load. Any thread. */
final class EngineHolder {

    private static final Logger LOG = LoggerFactory.getLogger(EngineHolder.class);

    private final Supplier<CallEngine> factory;
    private Optional<CompletableFuture<CallEngine>> opening = Optional.empty();

    EngineHolder(Supplier<CallEngine> factory) {
        this.factory = factory;
    }

    /** Completes on the opening thread; exceptionally if it cannot be opened at all. */
    synchronized CompletableFuture<CallEngine> get() {
        if (opening.isEmpty()) {
            CompletableFuture<CallEngine> future = new CompletableFuture<>();
            opening = Optional.of(future);
            Thread.ofPlatform().daemon().name("cv-call-engine").start(() -> {
                try {
                    future.complete(factory.get());
                } catch (RuntimeException | LinkageError e) {
                    LOG.error("the media engine could not be opened", e);
                    future.completeExceptionally(e);
                }
            });
        }
        return opening.get();
    }

    /** Ready until it is known to be otherwise: nothing is loaded for the sake of a button. */
    synchronized CallEngine.Availability availability() {
        if (opening.isEmpty() || !opening.get().isDone()) {
            return new CallEngine.Availability.Ready();
        }
        return opening.get().isCompletedExceptionally()
                ? new CallEngine.Availability.Unavailable("Calls do not work on this computer: see the log file.")
                : opening.get().join().availability();
    }

    /** Devices that are looked up once the engine is there. */
    Devices devices() {
        return new Devices() {
            @Override
            public CompletableFuture<Found> find() {
                return get().thenCompose(engine -> engine.devices().find());
            }

            @Override
            public AutoCloseable subscribe(Runnable changed) {
                CompletableFuture<AutoCloseable> subscription =
                        get().thenApply(engine -> engine.devices().subscribe(changed));
                return () -> {
                    var _ = subscription.thenAccept(EngineHolder::end);
                };
            }

            @Override
            public void speaker(String id) {
                var _ = get().thenAccept(engine -> engine.devices().speaker(id));
            }
        };
    }

    private static void end(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("listening for devices could not be ended", e);
        }
    }

    /** Closes it if it was ever opened. Waits for it. */
    void close() {
        Optional<CompletableFuture<CallEngine>> opened;
        synchronized (this) {
            opened = opening;
            opening = Optional.of(CompletableFuture.failedFuture(new IllegalStateException("the app is closing")));
        }
        opened.ifPresent(future -> future.handle((engine, failure) -> {
                    if (engine != null) {
                        engine.close();
                    }
                    return true;
                })
                .join());
    }
}
