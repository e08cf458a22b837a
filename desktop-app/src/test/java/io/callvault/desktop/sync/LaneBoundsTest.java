package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.wire.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message may find before it in the store's queue while the whole history is fetched (PROTOCOL.md, "Priority lanes"). */
class LaneBoundsTest {

    private static final int HISTORY = 600;

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final Person other = Person.of(2);
    private final ServerModel server = new ServerModel("e1", List.of(me, other));

    @Test
    void aMessageNeverWaitsForMoreThanOneSmallPieceOfHistory() throws StoreException, InterruptedException {
        for (int i = 1; i <= HISTORY; i++) {
            ClientMessageId id = new ClientMessageId(new UUID(9, i));
            server.send(
                    other,
                    new Frame.Send(
                            id,
                            ServerModel.CONVERSATION,
                            Optional.empty(),
                            other.seal(ServerModel.CONVERSATION, id, "m" + i)));
        }
        try (SyncedDevice device = new SyncedDevice(me, server, loop, folder.resolve("device"), 1)) {
            device.connect();
            device.settle();
            List<StoredMessage> committed = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            CompletionStage<Done> busy = device.store.update(tx -> {
                entered.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            entered.await();
            device.store.subscribe(news -> {
                if (news instanceof StoreNews.MessagesChanged changed) {
                    committed.addAll(changed.rows());
                }
            });
            // Two screens scroll at once; the server answers with full pages.
            List<CompletableFuture<Boolean>> loads = List.of(
                    device.sync.history().load(ServerModel.CONVERSATION, 401, 200),
                    device.sync.history().load(ServerModel.CONVERSATION, 201, 200));
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> device.write("at last"));
            // Queued behind what waits now; what the pages still bring comes after it.
            assertThat(loads).noneMatch(CompletableFuture::isDone);
            leave.countDown();
            busy.toCompletableFuture().join();
            written.join();
            assertThat(loads).allMatch(CompletableFuture::join);
            device.settle();

            int before = 0;
            while (!committed.get(before).mine()) {
                before++;
            }
            assertThat(before).as("one piece of each page").isLessThanOrEqualTo(2 * HistoryFetcher.CHUNK);
            assertThat(committed.stream().filter(row -> !row.mine())).hasSize(400);
        }
    }
}
