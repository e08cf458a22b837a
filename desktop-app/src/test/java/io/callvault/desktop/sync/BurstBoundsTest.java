package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.wire.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten thousand events at once: applied in bounded batches, whatever the server pushes, and nothing is lost. */
class BurstBoundsTest {

    private static final Logger LOG = LoggerFactory.getLogger(BurstBoundsTest.class);
    private static final int BURST = 10_000;

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final Person other = Person.of(2);
    private final ServerModel server = new ServerModel("e1", List.of(me, other));

    @Test
    void aBurstIsAppliedInBoundedBatchesAndNothingIsLost() throws StoreException {
        try (SyncedDevice device = new SyncedDevice(me, server, loop, folder.resolve("device"), 1)) {
            device.connect();
            device.settle();
            for (int i = 1; i <= BURST; i++) {
                ClientMessageId id = new ClientMessageId(new UUID(9, i));
                server.send(
                        other,
                        new Frame.Send(
                                id,
                                ServerModel.CONVERSATION,
                                Optional.empty(),
                                other.seal(ServerModel.CONVERSATION, id, "message number " + i)));
            }
            List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
            device.store.subscribe(news -> {
                if (news instanceof StoreNews.MessagesChanged changed) {
                    batches.add(changed.rows().size());
                }
            });
            long start = System.nanoTime();
            // A server that ignores its window and pushes everything at once.
            server.events(me.user()).stream().skip(1).forEach(device::hear);
            device.settle();
            while (device.sync.position().ev() < BURST + 1) {
                device.settle();
                loop.advance(Duration.ofMillis(100));
            }
            LOG.warn("{} events applied in {} ms", BURST, (System.nanoTime() - start) / 1_000_000);

            assertThat(device.stored()).hasSize(BURST);
            assertThat(batches).allMatch(rows -> rows <= Inbox.MAX_EVENTS);
            assertThat(device.metrics.snapshot().counter(Counter.EVENTS_APPLIED))
                    .isEqualTo(BURST);
            StoredConversation conversation = device.read(
                            tx -> tx.conversations().find(ServerModel.CONVERSATION))
                    .orElseThrow();
            assertThat(conversation.unread()).isEqualTo(BURST);
            assertThat(conversation.ownDelivered()).isEqualTo(BURST);
        }
    }
}
