package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.fault.DiskQuota;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.model.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full: it is said, what is there stays readable, and the store goes on by itself when there is room. */
class DiskFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 700, 5_000, 30_000, 200_000})
    void whatWasRefusedIsNotThereAndWhatWasTakenIs(long room) throws StoreException {
        DiskQuota disk = DiskQuota.of(1 << 30);
        List<String> taken = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Health> told = new CopyOnWriteArrayList<>();
        try (Store store = Store.open(folder, StoreFixture.KEY, Faults.none().withDisk(disk))) {
            store.subscribeHealth(told::add);
            put(store, "before");
            disk.room(room);
            for (int i = 0; refused.isEmpty(); i++) {
                (put(store, "n" + i) ? taken : refused).add("n" + i);
                assertThat(i).isLessThan(5_000);
            }
            assertThat(store.health()).isInstanceOf(Health.Stalled.class);
            assertThat(told).hasSize(1);
            assertThat(there(store, "before")).as("history stays readable").isTrue();
            assertThat(taken).allMatch(name -> there(store, name));
            assertThat(refused).noneMatch(name -> there(store, name));

            disk.room(1 << 30);
            await().atMost(PATIENCE).until(() -> store.health() instanceof Health.Fine);
            assertThat(put(store, "after")).isTrue();
            assertThat(refused).noneMatch(name -> there(store, name));
        }
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).isInstanceOf(Opened.Existing.class);
            assertThat(taken).allMatch(name -> there(store, name));
            assertThat(refused).noneMatch(name -> there(store, name));
            assertThat(there(store, "after")).isTrue();
        }
    }

    @Test
    void aStoreOpensOnAFullDiskAndCanBeRead() throws StoreException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            put(store, "before");
        }
        DiskQuota disk = DiskQuota.of(0);
        try (Store store = Store.open(folder, StoreFixture.KEY, Faults.none().withDisk(disk))) {
            assertThat(store.opened()).isInstanceOf(Opened.Existing.class);
            assertThat(store.health()).isInstanceOf(Health.Stalled.class);
            assertThat(there(store, "before")).isTrue();
            assertThat(put(store, "refused")).isFalse();
            disk.room(1 << 30);
            await().atMost(PATIENCE).until(() -> store.health() instanceof Health.Fine);
            assertThat(put(store, "after")).isTrue();
            assertThat(there(store, "refused")).isFalse();
        }
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).isInstanceOf(Opened.Existing.class);
            assertThat(there(store, "before") && there(store, "after")).isTrue();
        }
    }

    /** Whatever a rebuild had done when the disk was full: the next one still has outbox and drafts. */
    @Test
    void aRebuildThatWasCutOffLosesNothing() throws StoreException, IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        List<PendingMessage> queued = new ArrayList<>();
        try (StoreFixture f = new StoreFixture(folder, 7)) {
            for (int i = 1; i <= 3; i++) {
                PendingMessage message = f.sealed(key, i);
                queued.add(message);
                await(f.store.update(tx -> tx.messages().insertPending(message)));
            }
            await(f.store.update(tx -> tx.drafts().save(f.chat, "half a thought")));
        }
        Files.delete(folder.resolve("vault.mv.db"));
        int cutOff = 0;
        for (long room = 0; ; room += 6_000) {
            try (Store store =
                    Store.open(folder, StoreFixture.KEY, Faults.none().withDisk(DiskQuota.of(room)))) {
                assertThat(outbox(store))
                        .isEqualTo(queued.stream().map(PendingMessage::envelope).toList());
                assertThat(store.<String>read(
                                tx -> tx.drafts().get(queued.getFirst().conversation())))
                        .isEqualTo("half a thought");
                break;
            } catch (StoreException full) {
                assertThat(full.why()).isEqualTo(StoreException.Why.STALLED);
                cutOff++;
            }
        }
        assertThat(cutOff).isGreaterThan(3);
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(outbox(store)).hasSize(3);
        }
    }

    private static List<Object> outbox(Store store) throws StoreException {
        return store.read(tx -> tx.outbox().due(0, 9, 9).stream()
                .<Object>map(OutboxEntry::envelope)
                .toList());
    }

    private static boolean put(Store store, String name) {
        try {
            await(store.update(tx -> tx.settings().put(name, "text ".repeat(60))));
            return true;
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            refused -> assertThat(refused.why()).isEqualTo(StoreException.Why.STALLED));
            return false;
        }
    }

    private static boolean there(Store store, String name) {
        try {
            return store.read(tx -> tx.settings().get(name).isPresent());
        } catch (StoreException e) {
            throw new AssertionError(name, e);
        }
    }
}
