package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static io.callvault.desktop.store.StoreFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.fault.Point;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store thread outlives whatever it is given, and says no before it drowns. */
class WriterTest {

    @TempDir
    private Path folder;

    @Test
    void anErrorFailsItsOwnWorkAlone() throws StoreException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            CompletionStage<Done> bad = store.update(tx -> {
                tx.settings().put("bad", "half done");
                throw new StackOverflowError("deep");
            });
            CompletionStage<Done> good = store.update(tx -> tx.settings().put("good", "yes"));
            assertThat(failure(bad)).isInstanceOf(StackOverflowError.class);
            await(good);
            assertThat(store.<Boolean>read(tx -> tx.settings().get("bad").isEmpty()))
                    .isTrue();
            assertThat(store.<Boolean>read(tx -> tx.settings().get("good").isPresent()))
                    .isTrue();
            assertThat(store.health()).isEqualTo(new Health.Fine());
        }
    }

    @Test
    void aListenersErrorIsNotTheStores() throws StoreException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            store.subscribe(item -> {
                throw new LinkageError("a listener");
            });
            await(store.update(tx -> tx.afterCommit(new StoreNews.Reset())));
            await(store.update(tx -> tx.settings().put("good", "yes")));
        }
    }

    /** Right before the commit: nothing of the group may count, neither in the database nor in the second log. */
    @Test
    void anErrorOutsideAnyWorkRefusesTheGroupAndTheStoreGoesOn() throws Exception {
        AtomicBoolean armed = new AtomicBoolean();
        Faults faults = Faults.none().withPoints(point -> {
            if (point == Point.WHILE_WRITING && armed.getAndSet(false)) {
                throw new OutOfMemoryError("pretended");
            }
        });
        try (StoreFixture f = new StoreFixture(folder, 3)) {
            assertThat(f.store.health()).isEqualTo(new Health.Fine());
        }
        try (Store store = Store.open(folder, StoreFixture.KEY, faults)) {
            var chat = store.<List<io.callvault.desktop.store.row.StoredConversation>>read(
                            tx -> tx.conversations().list())
                    .getFirst()
                    .id();
            armed.set(true);
            assertThat(failure(store.update(tx -> tx.drafts().save(chat, "refused"))))
                    .isInstanceOf(StoreException.class);
            await(store.update(tx -> tx.settings().put("good", "yes")).exceptionallyCompose(again -> {
                assertThat(again).isInstanceOf(StoreException.class);
                return store.update(tx -> tx.settings().put("good", "yes"));
            }));
            assertThat(store.<String>read(tx -> tx.drafts().get(chat))).isEmpty();
        }
        Files.delete(folder.resolve("vault.mv.db"));
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.<Boolean>read(tx -> tx.conversations().list().stream()
                            .allMatch(row -> row.draft().isEmpty())))
                    .as("the second log forgot it, too")
                    .isTrue();
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndTakesMoreLater() throws Exception {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            CountDownLatch hold = new CountDownLatch(1);
            CountDownLatch held = new CountDownLatch(1);
            CompletionStage<Done> first = store.update(tx -> {
                held.countDown();
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new StoreException("interrupted", e);
                }
            });
            held.await();
            List<CompletionStage<Done>> waiting = new ArrayList<>();
            for (int i = 0; i < Writer.QUEUE; i++) {
                waiting.add(store.writeRelaxed(tx -> Done.DONE));
            }
            assertThat(failure(store.writeRelaxed(tx -> Done.DONE)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.why()).isEqualTo(StoreException.Why.BUSY));
            hold.countDown();
            await(first);
            waiting.forEach(StoreFixture::await);
            await(store.writeRelaxed(tx -> Done.DONE));
        }
    }
}
