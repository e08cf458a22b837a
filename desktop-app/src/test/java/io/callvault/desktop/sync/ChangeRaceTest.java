package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.ConversationDigest;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two devices of one person and a third of another write, edit, delete and read at once, over wires that fail. */
class ChangeRaceTest {

    private static final int STEPS = 120;

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 20_261_121})
    void everyDeviceComesToTheSameDigestAsTheServer(long seed) throws StoreException {
        Random random = new Random(seed);
        Person me = Person.of(1);
        Person meElsewhere = me.onDevice(11);
        Person other = Person.of(2);
        ServerModel server = new ServerModel("e1", List.of(me, other));
        try (SyncedDevice one = device(me, server, seed);
                SyncedDevice two = device(meElsewhere, server, seed + 1);
                SyncedDevice three = device(other, server, seed + 2)) {
            List<SyncedDevice> all = List.of(one, two, three);
            all.forEach(SyncedDevice::connect);
            deliver(all);
            server.tellAll(new EventBody.DeviceAdded(meElsewhere.certified(meElsewhere.deviceKey())));
            all.forEach(SyncedDevice::cut);
            for (int step = 0; step < STEPS; step++) {
                step(all, all.get(random.nextInt(3)), random);
            }
            for (int round = 0; round < 6; round++) {
                deliver(all);
                loop.advance(Duration.ofSeconds(2));
            }

            ConversationDigest expected = EnvelopeFold.digest(server.messages);
            assertThat(expected.complete()).isTrue();
            for (SyncedDevice device : all) {
                ConversationDigest digest = device.read(tx -> tx.messages().digest(ServerModel.CONVERSATION));
                assertThat(digest)
                        .as("device %s, seed %s", device.person.device(), seed)
                        .isEqualTo(expected);
                long waiting = device.read(tx -> tx.outbox().size());
                assertThat(waiting).isZero();
            }
            assertThat(conversation(one).ownRead()).isEqualTo(conversation(two).ownRead());
            assertThat(conversation(one).unread()).isEqualTo(conversation(two).unread());
            assertThat(one.rows())
                    .anyMatch(row -> row.changed().deleted())
                    .anyMatch(row -> row.changed().edited());
        }
    }

    private void step(List<SyncedDevice> all, SyncedDevice device, Random random) {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> device.write("text " + random.nextInt(1_000));
            case 3, 4, 5 -> change(device, random);
            case 6, 7, 8 -> device.serve(all);
            case 9, 10 -> {
                Frame frame = device.link.toClient.poll();
                if (frame != null && random.nextInt(15) > 0) {
                    device.hear(frame);
                }
            }
            case 11 -> {
                long read = 1L + random.nextInt(30);
                device.store
                        .update(tx ->
                                tx.receipts().raiseOwn(ServerModel.CONVERSATION, 0, Math.min(read, lastSeq(device))))
                        .toCompletableFuture()
                        .join();
                loop.advance(Duration.ofMillis(300));
            }
            case 12 -> {
                if (random.nextInt(4) == 0) {
                    device.cut();
                }
            }
            default -> {
                if (device.link.status() != LinkStatus.ONLINE) {
                    device.connect();
                }
            }
        }
        all.forEach(SyncedDevice::settle);
    }

    private static void change(SyncedDevice device, Random random) {
        List<StoredMessage> own = device.rows().stream()
                .filter(row -> row.mine() && !row.pending() && row.op() == MessageOp.NEW)
                .toList();
        if (!own.isEmpty()) {
            StoredMessage target = own.get(random.nextInt(own.size()));
            ClientMessageId id = target.clientId();
            device.change(
                    target,
                    random.nextInt(4) == 0 ? new Body.Delete(id) : new Body.Edit(id, "edit " + random.nextInt()));
        }
    }

    /** No more mishaps: what has to come, comes. */
    private static void deliver(List<SyncedDevice> all) {
        for (SyncedDevice device : all) {
            if (device.link.status() != LinkStatus.ONLINE) {
                device.connect();
            }
            device.settle();
            while (!device.link.toServer.isEmpty()) {
                device.serve(all);
            }
        }
        for (SyncedDevice device : all) {
            while (!device.link.toClient.isEmpty()) {
                device.hear(device.link.toClient.pop());
            }
            device.settle();
        }
    }

    private static long lastSeq(SyncedDevice device) {
        return conversation(device).lastSeq();
    }

    private static StoredConversation conversation(SyncedDevice device) {
        return device.read(tx -> tx.conversations().find(ServerModel.CONVERSATION))
                .orElseThrow();
    }

    private SyncedDevice device(Person person, ServerModel server, long seed) throws StoreException {
        return new SyncedDevice(
                person, server, loop, folder.resolve(person.device().toString()), seed);
    }
}
