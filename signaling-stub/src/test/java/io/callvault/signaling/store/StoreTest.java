package io.callvault.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions, batches, poisoned batches, news after the disk, and databases that are not what they should be. */
class StoreTest {

    private static final IdGenerator IDS = new IdGenerator(InstantSource.system(), new Random(7));

    @TempDir
    private Path folder;

    private Store store;
    private UserKey ada;

    @BeforeEach
    void open() throws DatabaseException {
        store = Store.open(folder, InstantSource.system());
        ada = join(store.write(tables -> account(tables, "ada")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() throws Exception {
        String epoch = store.epoch();
        join(store.write(tables -> rename(tables, 1)));
        store.close();
        store = Store.open(folder, InstantSource.system());
        assertThat(store.epoch()).isEqualTo(epoch);
        assertThat(head()).isEqualTo(1);
    }

    @Test
    void waitingCommandsShareOneFsync() {
        CountDownLatch gate = new CountDownLatch(1);
        CompletionStage<Boolean> first = store.write(tables -> Interrupts.calmly(() -> {
            gate.await();
            return true;
        }));
        List<CompletionStage<Long>> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            waiting.add(store.write(tables -> rename(tables, number)));
        }
        long before = store.counters().syncs();
        gate.countDown();
        join(first);
        List<Long> evs = waiting.stream().map(StoreTest::join).toList();
        assertThat(evs)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(store.counters().syncs() - before).isEqualTo(1);
    }

    @Test
    void aRefusalAfterWritingLeavesNoTrace() throws Exception {
        List<News> heard = new CopyOnWriteArrayList<>();
        store.onNews(heard::addAll);
        CompletionStage<Long> refused = store.write(tables -> {
            rename(tables, 1);
            throw new RefusedException(ProblemCode.CONFLICT, "changed our mind");
        });
        CompletionStage<Long> good = store.write(tables -> rename(tables, 2));
        assertThat(join(good).longValue()).isEqualTo(1);
        assertThatThrownBy(() -> join(refused)).hasCauseInstanceOf(RefusedException.class);
        join(store.write(tables -> true));
        assertThat(heard).extracting(news -> news.event().ev()).containsExactly(1L);
    }

    @Test
    void aBugInOneCommandHurtsOnlyThatOne() {
        CompletionStage<Long> broken = store.write(tables -> {
            rename(tables, 1);
            throw new IllegalStateException("a bug");
        });
        long ev = join(store.write(tables -> rename(tables, 2)));
        assertThat(ev).isEqualTo(1);
        assertThatThrownBy(() -> join(broken)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPoisonedBatchIsTriedOneByOne() {
        CountDownLatch gate = new CountDownLatch(1);
        CompletionStage<Boolean> first = store.write(tables -> Interrupts.calmly(() -> {
            gate.await();
            return true;
        }));
        List<CompletionStage<Long>> good = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            good.add(store.write(tables -> rename(tables, number)));
        }
        CompletionStage<Boolean> poison = store.write(tables -> {
            tables.meta().put("x".repeat(1_000), "a name that does not fit its column");
            return true;
        });
        for (int i = 5; i < 10; i++) {
            int number = i;
            good.add(store.write(tables -> rename(tables, number)));
        }
        gate.countDown();
        join(first);
        assertThat(good.stream().map(StoreTest::join)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThatThrownBy(() -> join(poison)).hasCauseInstanceOf(StoreFailure.class);
    }

    @Test
    void newsComeInOrderAndOnlyOnceTheyAreOnDisk() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        List<Long> visible = new CopyOnWriteArrayList<>();
        store.onNews(news -> news.forEach(one -> {
            heard.add(one.event().ev());
            visible.add(head());
        }));
        for (int i = 0; i < 50; i++) {
            int number = i;
            var _ = store.write(tables -> rename(tables, number));
        }
        join(store.write(tables -> true));
        // News follow the answers of their batch and come before the next batch.
        join(store.write(tables -> true));
        assertThat(heard)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(visible).isSorted();
        assertThat(visible.getLast()).isEqualTo(50);
    }

    @Test
    void readersAreNotToldWhatIsNotOnDiskYet() {
        Durable durable = new Durable();
        durable.holdEvent(1, 8);
        durable.holdEvent(1, 9);
        durable.holdMessage(3, 5);
        assertThat(durable.headEv(1, 9)).isEqualTo(7);
        assertThat(durable.headEv(2, 9)).isEqualTo(9);
        assertThat(durable.lastSeq(3, 5)).isEqualTo(4);
        durable.release();
        assertThat(durable.headEv(1, 9)).isEqualTo(9);
    }

    @Test
    void eventsComeBackAsTheyWereStored() throws Exception {
        join(store.write(tables -> rename(tables, 1)));
        join(store.write(tables -> rename(tables, 2)));
        List<Frame.Event> events = store.read(tables -> tables.events().page(ada, 0, 2, 10));
        assertThat(events).extracting(Frame.Event::ev).containsExactly(1L, 2L);
        assertThat(events.getLast().body()).isInstanceOf(EventBody.AccountChanged.class);
        Optional<EventId> second = store.read(tables -> tables.events().idOf(ada, 2));
        assertThat(second).contains(events.getLast().eventId());
    }

    @Test
    void aPageOfLargeMessagesIsShortAndTheNextOneGoesOn() throws Exception {
        int count = 120;
        long conversation = join(store.write(tables -> {
            long num = tables.conversations()
                    .insert(IDS.conversationId(), ConversationKind.GROUP, "Large", List.of(ada), 1)
                    .num();
            ConversationId id = tables.conversations().get(num).id();
            for (int i = 0; i < count; i++) {
                EventBody.MessageStored large = new EventBody.MessageStored(
                        id,
                        tables.conversations().nextSeq(num),
                        IDS.messageId(),
                        ada.id(),
                        IDS.deviceId(),
                        1,
                        Bytes.copyOf(new byte[40_000]));
                long ev = tables.events().append(ada, num, large);
                tables.messages().insert(num, ada, IDS.clientMessageId(), large, ev);
            }
            return num;
        }));
        List<Long> seqs = new ArrayList<>();
        List<Long> evs = new ArrayList<>();
        while (seqs.size() < count) {
            long from = seqs.size();
            var page = store.read(tables -> tables.messages().after(conversation, from, count, 500));
            var events = store.read(tables -> tables.events().page(ada, from, count, 500));
            assertThat(page.size()).isBetween(1, 60);
            assertThat(events).hasSameSizeAs(page);
            page.forEach(message -> seqs.add(message.seq()));
            events.forEach(event -> evs.add(event.ev()));
        }
        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(evs).isEqualTo(seqs);
        var newest = store.read(tables -> tables.messages().upTo(conversation, count, 500));
        assertThat(newest.size()).isBetween(1, 60);
        assertThat(newest.getLast().seq()).isEqualTo(count);
    }

    @Test
    void aClosedStoreRefuses() throws Exception {
        store.close();
        assertThatThrownBy(() -> join(store.write(tables -> true))).hasCauseInstanceOf(RefusedException.class);
        store = Store.open(folder, InstantSource.system());
    }

    @Test
    void aMissingDatabaseIsNotReplacedByAnEmptyOne() throws Exception {
        store.close();
        Path file = folder.resolve("callvault.mv.db");
        Path aside = Files.move(file, folder.resolve("aside"));
        assertThatThrownBy(() -> Store.open(folder, InstantSource.system()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is missing");
        Files.move(aside, file);
        store = Store.open(folder, InstantSource.system());
    }

    @Test
    void aTruncatedDatabaseIsNotTakenForAnEmptyOne() throws Exception {
        store.close();
        Path file = folder.resolve("callvault.mv.db");
        byte[] whole = Files.readAllBytes(file);
        truncate(file);
        assertThatThrownBy(() -> Store.open(folder, InstantSource.system())).isInstanceOf(DatabaseException.class);
        Files.write(file, whole);
        store = Store.open(folder, InstantSource.system());
    }

    /** Killed between the anchor and the commit of a new epoch, or after it: both are the same database. */
    @Test
    void aHalfChangedEpochOpensWithWhatTheDatabaseSays() throws Exception {
        String epoch = store.epoch();
        assertThat(join(store.endEpoch("another"))).as("not its epoch").isFalse();
        assertThat(store.epoch()).isEqualTo(epoch);
        store.close();
        Path anchor = folder.resolve("callvault.anchor");
        Files.writeString(anchor, "the next one\n" + Files.readString(anchor));
        store = Store.open(folder, InstantSource.system());
        assertThat(store.epoch()).isEqualTo(epoch);
        assertThat(Files.readString(anchor)).doesNotContain("the next one").contains(epoch);
        assertThat(join(store.endEpoch(epoch))).isTrue();
        assertThat(join(store.endEpoch(epoch))).as("once").isFalse();
        String next = store.epoch();
        assertThat(next).isNotEqualTo(epoch);
        store.close();
        store = Store.open(folder, InstantSource.system());
        assertThat(store.epoch()).isEqualTo(next);
    }

    private static void truncate(Path file) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(0);
        }
    }

    private long head() {
        try {
            return store.read(tables -> tables.events().head(ada));
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private long rename(Tables tables, int number) {
        EventBody.Profile profile =
                new EventBody.Profile(ada.id(), "ada", "Ada " + number, Bytes.copyOf(new byte[32]), List.of());
        return tables.events().append(ada, 0, new EventBody.AccountChanged(profile));
    }

    private static UserKey account(Tables tables, String handle) {
        UserId id = IDS.userId();
        return tables.accounts().insert(id, handle, handle, Bytes.copyOf(id.bytes()));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
