package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.desktop.store.row.DueReceipt;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people write while wires drop, double and swap frames: in the end each message is there once and in order. */
class SyncPropertyTest {

    private static final int STEPS = 600;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20_261_120, 99})
    void everyMessageArrivesOnceAndInOrder(long seed) throws StoreException, MalformedEnvelopeException {
        Random random = new Random(seed);
        ManualLoop loop = new ManualLoop();
        ServerModel server = new ServerModel("e1", List.of(Person.of(1), Person.of(2)));
        List<Integer> written = new ArrayList<>(List.of(0, 0));
        try (SyncedDevice one = device(1, server, loop, seed);
                SyncedDevice two = device(2, server, loop, seed)) {
            List<SyncedDevice> both = List.of(one, two);
            both.forEach(SyncedDevice::connect);
            settle(both);
            for (int step = 0; step < STEPS; step++) {
                int who = random.nextInt(2);
                step(both.get(who), both, random, () -> {
                    written.set(who, written.get(who) + 1);
                    both.get(who).write(who + "-" + written.get(who));
                });
            }
            finish(both, loop);

            assertThat(server.messages).hasSize(written.get(0) + written.get(1));
            for (int who = 0; who < 2; who++) {
                int author = who;
                List<String> expected = IntStream.rangeClosed(1, written.get(who))
                        .mapToObj(number -> author + "-" + number)
                        .toList();
                for (SyncedDevice device : both) {
                    assertThat(device.texts().stream().filter(text -> text.startsWith(author + "-")))
                            .as("author %s on device %s, seed %s", author, device.person.handle(), seed)
                            .containsExactlyElementsOf(expected);
                }
            }
            Map<Long, String> order = new TreeMap<>();
            for (var message : server.messages) {
                Envelope envelope = EnvelopeCodec.parse(message.envelope());
                order.put(message.seq(), envelope.header().messageId().toString());
            }
            for (SyncedDevice device : both) {
                assertThat(device.stored()).isEqualTo(order);
                long waiting = device.read(tx -> tx.outbox().size());
                assertThat(waiting).isZero();
                List<DeadLetter> dead = device.read(tx -> tx.deadLetters().list(10));
                assertThat(dead).isEmpty();
                List<DueReceipt> due = device.read(tx -> tx.receipts().due(10));
                assertThat(due).isEmpty();
                long delivered = device.read(tx -> tx.conversations().find(ServerModel.CONVERSATION))
                        .orElseThrow()
                        .peersDelivered();
                long own = server.messages.stream()
                        .filter(message -> message.senderId().equals(device.person.user()))
                        .mapToLong(EventBody.MessageStored::seq)
                        .max()
                        .orElse(0);
                assertThat(delivered).isGreaterThanOrEqualTo(own);
            }
        }
    }

    private void step(SyncedDevice device, List<SyncedDevice> both, Random random, Runnable write) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> write.run();
            case 3, 4, 5 -> device.serve(both);
            case 6, 7 -> hearOne(device, random);
            case 8 -> device.loop.advance(Duration.ofMillis(random.nextInt(700)));
            case 9 -> swapOrDouble(device, random);
            case 10 -> {
                if (random.nextInt(5) == 0) {
                    device.cut();
                }
            }
            default -> {
                if (device.link.status() != LinkStatus.ONLINE) {
                    device.connect();
                }
            }
        }
        settle(both);
    }

    private static void hearOne(SyncedDevice device, Random random) {
        Frame frame = device.link.toClient.poll();
        // One in fifteen frames is lost on its way, which no real socket does.
        if (frame != null && random.nextInt(15) > 0) {
            device.hear(frame);
        }
    }

    private static void swapOrDouble(SyncedDevice device, Random random) {
        if (device.link.toClient.size() >= 2) {
            Frame first = device.link.toClient.pop();
            Frame second = device.link.toClient.pop();
            device.link.toClient.push(first);
            if (random.nextBoolean()) {
                device.link.toClient.push(first);
            }
            device.link.toClient.push(second);
        }
    }

    /** No more mishaps: what has to come, comes. */
    private static void finish(List<SyncedDevice> both, ManualLoop loop) {
        both.forEach(SyncedDevice::cut);
        for (int round = 0; round < 40; round++) {
            for (SyncedDevice device : both) {
                if (device.link.status() != LinkStatus.ONLINE) {
                    device.connect();
                }
                settle(both);
                while (!device.link.toServer.isEmpty()) {
                    device.serve(both);
                }
                while (!device.link.toClient.isEmpty()) {
                    device.hear(device.link.toClient.pop());
                }
                settle(both);
            }
            loop.advance(Duration.ofMillis(700));
        }
    }

    private static void settle(List<SyncedDevice> both) {
        both.forEach(SyncedDevice::settle);
    }

    private SyncedDevice device(int number, ServerModel server, ManualLoop loop, long seed) throws StoreException {
        return new SyncedDevice(Person.of(number), server, loop, folder.resolve("device" + number), seed);
    }
}
