package io.callvault.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whoever stops the server may be interrupted; its threads are not. */
class InterruptsTest {

    @Test
    void anInterruptedCallerWaitsAndInterruptsNobody() throws InterruptedException {
        ExecutorService workers = Executors.newSingleThreadExecutor();
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        goOn.await();
                        return Thread.currentThread().isInterrupted();
                    } catch (InterruptedException e) {
                        return true;
                    }
                },
                workers);
        CompletableFuture<Boolean> stillMarked = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            Interrupts.close(workers);
            stillMarked.complete(Thread.currentThread().isInterrupted());
        });
        Awaitility.await().until(workers::isShutdown);
        caller.interrupt();
        assertThat(interrupted).isNotDone();
        goOn.countDown();
        caller.join();
        assertThat(interrupted).isCompletedWithValue(false);
        assertThat(stillMarked).isCompletedWithValue(true);
    }
}
