package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way out under trouble: a server that cannot, a store that is full, every refusal in words. */
class SendFaultsTest {

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final ServerModel server = new ServerModel("e1", List.of(me, Person.of(2)));
    private SyncedDevice device;

    @BeforeEach
    void connect() throws StoreException {
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 1);
        device.connect();
        serveAll();
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aServerInTroubleIsAskedWithOneMessageAtATimeUntilItIsWell() {
        server.trouble = true;
        IntStream.range(0, 40).forEach(i -> device.write("m" + i));
        for (int step = 0; step < 200; step++) {
            serveAll();
            loop.advance(Duration.ofMillis(100));
        }
        assertThat(device.metrics.snapshot().counter(Counter.BREAKER_OPENINGS)).isPositive();
        assertThat(server.messages).isEmpty();
        int before = server.sends;
        for (int step = 0; step < 100; step++) {
            serveAll();
            loop.advance(Duration.ofMillis(100));
        }
        assertThat(server.sends - before).as("trials of ten seconds").isLessThanOrEqualTo(30);
        server.trouble = false;
        for (int step = 0; step < 600 && server.messages.size() < 40; step++) {
            serveAll();
            loop.advance(Duration.ofMillis(100));
        }
        assertThat(device.texts())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "m" + i).toList());
        assertThat(server.messages).as("within 60 s of healing").hasSize(40);
    }

    @Test
    void aFullStoreNeverLeavesAMessageMarkedAsBeingSent() throws InterruptedException {
        device.write("one");
        device.settle();
        assertThat(device.rows().getFirst().state()).isEqualTo(DeliveryState.SENDING);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletionStage<?> blocking = device.store.update(tx -> {
            entered.countDown();
            await(leave);
        });
        entered.await();
        CompletionStage<?> last = blocking;
        boolean full = false;
        while (!full) {
            CompletionStage<?> more = device.store.update(tx -> tx.settings());
            full = more.toCompletableFuture().isCompletedExceptionally();
            last = full ? last : more;
        }
        device.cut();
        loop.runAll();
        leave.countDown();
        last.toCompletableFuture().join();
        device.settle();
        loop.advance(Duration.ofSeconds(2));
        device.settle();
        assertThat(device.rows().getFirst().state()).isEqualTo(DeliveryState.QUEUED);
        device.connect();
        serveAll();
        assertThat(device.rows().getFirst().state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aRefusedOneInTheMiddleOfAWindowStepsAsideAndTheOthersAreLinkedAnew() {
        List<String> good = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            device.write("m" + i);
            if (i % 7 == 3) {
                server.refusals.put(device.lastWritten(), ProblemCode.TOO_LARGE.wireName());
            } else {
                good.add("m" + i);
            }
        }
        for (int round = 0; round < 30; round++) {
            serveAll();
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(server.messages).hasSize(good.size());
        List<StoredMessage> rows = device.rows();
        assertThat(device.texts().subList(0, good.size())).containsExactlyElementsOf(good);
        assertThat(rows.subList(good.size(), 30)).allMatch(row -> row.failure().isPresent());
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyRefusalIsASentenceThatSaysWhatToDo(ProblemCode code) {
        SendFailure failure = Refusals.of(code.wireName());
        assertThat(failure.code()).isEqualTo(code.wireName());
        assertThat(failure.reason()).endsWith(".").doesNotContain("null").doesNotContain("_");
        assertThat(Refusals.of("a_code_of_the_future").reason()).contains("Update the app");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveAll() {
        device.settle();
        while (!device.link.toServer.isEmpty() || !device.link.toClient.isEmpty()) {
            while (!device.link.toServer.isEmpty()) {
                device.serve(List.of(device));
            }
            for (Frame frame : List.copyOf(device.link.toClient)) {
                device.link.toClient.pop();
                device.hear(frame);
            }
            device.settle();
        }
    }
}
