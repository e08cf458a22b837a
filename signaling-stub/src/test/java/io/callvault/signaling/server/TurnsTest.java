package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checked in any order, handed on in the order of arrival. */
class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void whateverOrderThreadsTakeTheOrderOfArrivalStays() {
        long seed = System.nanoTime();
        List<Turns.Turn> arrived =
                IntStream.range(0, 500).mapToObj(i -> turns.take("a")).toList();
        List<Integer> order = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<Integer> handedOn = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<CompletableFuture<Void>> all = order.stream()
                    .map(i -> CompletableFuture.runAsync(() -> {}, threads)
                            .thenCompose(checked -> arrived.get(i).before())
                            .thenRunAsync(
                                    () -> {
                                        handedOn.add(i);
                                        arrived.get(i).over();
                                    },
                                    threads))
                    .toList();
            all.forEach(CompletableFuture::join);
        }
        assertThat(handedOn).as("seed %d", seed).isSorted().hasSize(500);
    }

    @Test
    void theRefusedDoNotHoldUpTheOthersAndOtherQueuesDoNotWait() {
        Turns.Turn first = turns.take("a");
        Turns.Turn second = turns.take("a");
        Turns.Turn other = turns.take("b");
        assertThat(other.before().toCompletableFuture()).isCompleted();
        assertThat(second.before().toCompletableFuture()).isNotDone();
        first.over();
        first.over();
        assertThat(second.before().toCompletableFuture()).isCompleted();
        second.over();
        assertThat(turns.take("a").before().toCompletableFuture()).isCompleted();
    }
}
