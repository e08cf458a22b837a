package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers nonsense: nothing spins, nothing stands still, nothing is hidden. */
class PullFaultsTest {

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final Person other = Person.of(2);
    private final ServerModel server = new ServerModel("e1", List.of(me, other));
    private SyncedDevice device;

    @BeforeEach
    void connect() throws StoreException {
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 1);
        device.connect();
        device.settle();
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aPageWithOnePoisonousEventIsTakenEventByEventAndThePoisonIsKept() {
        for (int i = 1; i <= 10; i++) {
            write(other, "m" + i);
        }
        long poison = 6;
        device.spoiled = answer -> answer instanceof SyncApi.EventPage page
                && page.events().stream().anyMatch(event -> event.ev() == poison);
        device.hear(new Frame.Poke(11));
        advance(60);
        assertThat(device.sync.position().ev()).isEqualTo(11);
        assertThat(device.texts()).containsExactly("m1", "m2", "m3", "m4", "m6", "m7", "m8", "m9", "m10");
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.ev()).isEqualTo(poison);
            assertThat(letter.raw()).contains("poison");
        });
        assertThat(device.metrics.snapshot().counter(Counter.DEAD_LETTERS)).isEqualTo(1);
        write(other, "later");
        device.hear(server.events(me.user()).getLast());
        device.settle();
        assertThat(device.texts()).endsWith("later");
    }

    @Test
    void aServerWhosePagesLeadNowhereIsNotAskedInACircle() {
        for (int i = 1; i <= 5; i++) {
            write(other, "m" + i);
        }
        // The log has lost its second event: pages begin behind it.
        server.loseEvent(me.user(), 2);
        int before = device.httpCalls;
        device.hear(new Frame.Poke(6));
        device.settle();
        assertThat(device.httpCalls - before).isEqualTo(1);
        advance(30);
        assertThat(device.httpCalls - before)
                .as("three pages, a snapshot, the newest messages")
                .isLessThan(10);
        assertThat(device.texts()).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(device.metrics.snapshot().counter(Counter.RESYNCS)).isEqualTo(2);
    }

    @Test
    void fiveFailuresOpenTheCircuitAndOneTrialClosesItAgain() {
        device.httpWorks = false;
        write(other, "waiting");
        device.hear(new Frame.Poke(2));
        advance(10);
        assertThat(device.metrics.snapshot().counter(Counter.BREAKER_OPENINGS)).isPositive();
        int during = device.httpCalls;
        for (int i = 0; i < 40; i++) {
            device.hear(new Frame.Poke(2));
            device.settle();
        }
        assertThat(device.httpCalls - during).as("left alone").isLessThanOrEqualTo(1);
        device.httpWorks = true;
        advance(20);
        assertThat(device.texts()).containsExactly("waiting");
        assertThat(device.metrics.snapshot().gauge(Gauge.OPEN_CIRCUITS)).isZero();
    }

    @Test
    void onePoisonousMessageOfAPageOfHistoryHidesNoOther() {
        for (int i = 1; i <= 20; i++) {
            write(other, "m" + i);
        }
        device.spoiled = answer -> answer instanceof SyncApi.MessagePage page
                && page.messages().stream().anyMatch(message -> message.seq() == 13);
        boolean loaded = loaded();
        assertThat(loaded).isTrue();
        assertThat(device.texts()).hasSize(19).doesNotContain("m13");
    }

    @Test
    void aMessageThatCanBeReadAfterARestartTakesThePlaceOfItsMark() throws StoreException {
        Person newDevice = other.onDevice(12);
        write(newDevice, "from a device nobody told of");
        write(other, "after");
        server.events(me.user()).stream().skip(1).forEach(device::hear);
        device.settle();
        assertThat(device.texts()).containsExactly("?", "after");
        assertThat(letters()).hasSize(1);
        server.tellAll(new EventBody.DeviceAdded(newDevice.certified(newDevice.deviceKey())));
        device.hear(server.events(me.user()).getLast());
        device.settle();
        device.close();
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 2);
        device.settle();
        assertThat(device.texts()).containsExactly("from a device nobody told of", "after");
        assertThat(letters()).isEmpty();
        assertThat(device.metrics.snapshot().counter(Counter.DEAD_LETTERS_REVIVED))
                .isEqualTo(1);
        int unread = device.read(tx -> tx.conversations().find(ServerModel.CONVERSATION))
                .orElseThrow()
                .unread();
        assertThat(unread).isEqualTo(2);
    }

    @Test
    void whatStillCannotBeReadStaysAfterARestart() throws StoreException {
        Person forger = new Person(
                other.user(), other.device(), other.handle(), other.identity(), SigningKey.ofSeed(new byte[32]));
        write(forger, "forged");
        device.hear(server.events(me.user()).getLast());
        device.settle();
        device.close();
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 2);
        device.settle();
        assertThat(letters()).hasSize(1);
        assertThat(device.texts()).containsExactly("?");
    }

    private boolean loaded() {
        var loading = device.sync.history().load(ServerModel.CONVERSATION, 21, 20);
        device.settle();
        return loading.join();
    }

    private void advance(int seconds) {
        for (int second = 0; second < 2 * seconds; second++) {
            device.settle();
            loop.advance(Duration.ofMillis(500));
        }
        device.settle();
    }

    private List<DeadLetter> letters() {
        return device.read(tx -> tx.deadLetters().list(10));
    }

    private void write(Person author, String text) {
        ClientMessageId id = new ClientMessageId(new UUID(9, server.messages.size()));
        server.send(
                author,
                new Frame.Send(
                        id,
                        ServerModel.CONVERSATION,
                        Optional.empty(),
                        author.seal(ServerModel.CONVERSATION, id, text)));
    }
}
