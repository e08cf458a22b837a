package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One mishap at a time, on one device. */
class SyncServiceTest {

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
        hearAll();
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aFreshDeviceTakesASnapshotAndConfirmsIt() {
        assertThat(device.sync.position().ev()).isEqualTo(1);
        assertThat(device.sync.position().epoch()).contains("e1");
        assertThat(device.link.toServer).contains(new Frame.EvAck(1));
    }

    @Test
    void messagesGoOutInOrderEachNamingTheOneBefore() {
        IntStream.range(0, 40).forEach(i -> device.write("m" + i));
        device.settle();
        List<Frame.Send> sends = sends();
        assertThat(sends).as("the window").hasSize(32);
        assertThat(sends.getFirst().prevClientMsgId()).isEmpty();
        for (int i = 1; i < sends.size(); i++) {
            assertThat(sends.get(i).prevClientMsgId()).contains(sends.get(i - 1).clientMsgId());
        }
        serveAll();
        assertThat(server.messages).hasSize(40);
        assertThat(device.texts())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void aRefusedMessageStepsAsideAndKeepsItsText() {
        device.write("good");
        device.write("bad");
        server.refusals.put(device.lastWritten(), ProblemCode.TOO_LARGE.wireName());
        device.write("also good");
        device.settle();
        serveAll();
        assertThat(server.messages).hasSize(2);
        StoredMessage bad = row("bad");
        assertThat(bad.failure().orElseThrow().reason()).contains("too long");
        assertThat(device.texts()).containsExactly("good", "also good", "bad");
    }

    @Test
    void aServerThatWantsItLaterGetsItLaterAndInOrder() {
        device.write("first");
        server.refusals.put(device.lastWritten(), ProblemCode.UNAVAILABLE.wireName());
        device.write("second");
        device.settle();
        serveAll();
        assertThat(server.messages).isEmpty();
        assertThat(row("first").failure()).isEmpty();
        for (int second = 0; second < 3; second++) {
            loop.advance(Duration.ofSeconds(1));
            serveAll();
        }
        assertThat(device.texts()).containsExactly("first", "second");
        assertThat(server.messages).hasSize(2);
    }

    @Test
    void withoutAnAcknowledgementTheSameBytesGoOutAgain() {
        device.write("lost");
        device.settle();
        Frame.Send first = sends().getFirst();
        device.link.toServer.clear();
        loop.advance(Duration.ofSeconds(9));
        device.settle();
        assertThat(sends()).isEmpty();
        loop.advance(Duration.ofSeconds(2));
        device.settle();
        assertThat(sends()).containsExactly(first);
    }

    @Test
    void whatIsOnItsWayWhenTheLinkBreaksIsQueuedAgain() {
        device.write("one");
        device.settle();
        assertThat(row("one").state()).isEqualTo(DeliveryState.SENDING);
        device.cut();
        device.settle();
        assertThat(row("one").state()).isEqualTo(DeliveryState.QUEUED);
        device.connect();
        device.settle();
        serveAll();
        assertThat(row("one").state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aFullLaneOnlyDelays() {
        device.link.bound = device.link.toServer.size() + 2;
        IntStream.range(0, 5).forEach(i -> device.write("m" + i));
        device.settle();
        device.link.bound = Integer.MAX_VALUE;
        loop.advance(Duration.ofMillis(50));
        device.settle();
        serveAll();
        assertThat(device.texts()).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(server.messages).hasSize(5);
    }

    @Test
    void aGapIsGivenHalfASecondThenFetched() {
        otherWrites("a", "b", "c");
        Frame b = event("b");
        int calls = device.httpCalls;
        device.hear(event("c"));
        device.settle();
        loop.advance(Duration.ofMillis(400));
        assertThat(device.httpCalls).isEqualTo(calls);
        device.hear(b);
        device.settle();
        assertThat(device.sync.position().ev()).as("never across a gap").isEqualTo(1);
        loop.advance(Duration.ofMillis(200));
        device.settle();
        assertThat(device.httpCalls).isEqualTo(calls + 1);
        assertThat(device.texts()).containsExactly("a", "b", "c");
    }

    @Test
    void aPokeIsAnsweredByPullingAllPages() {
        otherWrites(IntStream.range(0, 450).mapToObj(i -> "m" + i).toArray(String[]::new));
        device.hear(new Frame.Poke(server.events(me.user()).size()));
        device.settle();
        assertThat(device.texts()).hasSize(450);
        assertThat(device.link.toServer).contains(new Frame.EvAck(451));
    }

    @Test
    void aForgedMessageIsTriedThreeTimesThenKeptAsideAndTheRestFlowsOn() {
        Person forger = new Person(
                other.user(), other.device(), other.handle(), other.identity(), SigningKey.ofSeed(new byte[32]));
        otherWrites("before");
        write(forger, "forged");
        otherWrites("after");
        server.events(me.user()).stream().skip(1).forEach(device::hear);
        device.settle();
        assertThat(device.texts()).containsExactly("before", "?", "after");
        List<DeadLetter> dead = device.read(tx -> tx.deadLetters().list(10));
        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.why()).contains("three attempts");
            assertThat(letter.conversation()).contains(ServerModel.CONVERSATION);
        });
        assertThat(device.sync.position().ev()).isEqualTo(4);
    }

    @Test
    void aDeviceWithoutAFittingCertificateIsNotBelieved() {
        EventBody.Device good = other.certified(SigningKey.ofSeed(new byte[32]));
        server.tellAll(new EventBody.DeviceAdded(new EventBody.Device(
                good.userId(),
                good.deviceId(),
                good.name(),
                me.deviceKey().verifyKey().bytes(),
                good.createdMs(),
                good.certificate())));
        otherWrites("still there");
        server.events(me.user()).stream().skip(1).forEach(device::hear);
        device.settle();
        assertThat(device.texts()).containsExactly("still there");
        List<DeadLetter> dead = device.read(tx -> tx.deadLetters().list(10));
        assertThat(dead).hasSize(1);
    }

    @Test
    void receiptsAreGatheredAndSentAgainIfTheyWereNotConfirmed() {
        otherWrites("a", "b", "c");
        server.events(me.user()).stream().skip(1).forEach(device::hear);
        device.settle();
        loop.advance(Duration.ofSeconds(1));
        device.settle();
        assertThat(receipts()).containsExactly(new Frame.Receipt(ServerModel.CONVERSATION, 3, 0));
        device.cut();
        device.connect();
        device.settle();
        loop.advance(Duration.ofSeconds(1));
        device.settle();
        assertThat(receipts()).containsExactly(new Frame.Receipt(ServerModel.CONVERSATION, 3, 0));
        serveAll();
        device.cut();
        device.connect();
        device.settle();
        assertThat(receipts()).isEmpty();
    }

    @Test
    void afterACrashWhatWasBeingSentIsSentAgain() throws StoreException {
        device.write("cut off");
        device.settle();
        device.close();
        device = new SyncedDevice(me, server, loop, folder.resolve("device"), 2);
        assertThat(device.sync.position().ev()).isEqualTo(1);
        device.connect();
        device.settle();
        serveAll();
        assertThat(server.messages).hasSize(1);
        assertThat(row("cut off").state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void typingTravelsSeldomAndFades() {
        Whereabouts whereabouts = device.sync.whereabouts();
        for (int key = 0; key < 40; key++) {
            whereabouts.typing(ServerModel.CONVERSATION);
            loop.advance(Duration.ofMillis(100));
        }
        long sent = device.link.toServer.stream()
                .filter(Frame.Typing.class::isInstance)
                .count();
        assertThat(sent).isEqualTo(2);
        List<Integer> shown = new ArrayList<>();
        whereabouts.subscribeTyping(typists -> shown.add(typists.users().size()));
        device.hear(new Frame.Typing(ServerModel.CONVERSATION, Optional.of(other.user()), true));
        loop.advance(Duration.ofSeconds(9));
        assertThat(shown).containsExactly(1);
        loop.advance(Duration.ofSeconds(2));
        assertThat(shown).containsExactly(1, 0);
    }

    @Test
    void presenceIsUnknownWithoutTheServer() {
        device.hear(new Frame.Presence(other.user(), true, 0));
        loop.runAll();
        assertThat(device.sync.whereabouts().presence(other.user())).isPresent();
        device.cut();
        loop.runAll();
        assertThat(device.sync.whereabouts().presence(other.user())).isEmpty();
        assertThat(device.link.status()).isEqualTo(LinkStatus.OFFLINE);
    }

    private void otherWrites(String... texts) {
        for (String text : texts) {
            write(other, text);
        }
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

    private Frame.Event event(String text) {
        int index = List.of("a", "b", "c").indexOf(text);
        return server.events(me.user()).get(1 + index);
    }

    private List<Frame.Send> sends() {
        return device.link.toServer.stream()
                .filter(Frame.Send.class::isInstance)
                .map(Frame.Send.class::cast)
                .toList();
    }

    private List<Frame.Receipt> receipts() {
        return device.link.toServer.stream()
                .filter(Frame.Receipt.class::isInstance)
                .map(Frame.Receipt.class::cast)
                .toList();
    }

    private StoredMessage row(String text) {
        int index = device.texts().indexOf(text);
        return device.read(tx -> tx.messages().newest(ServerModel.CONVERSATION, 1_000))
                .get(index);
    }

    private void hearAll() {
        device.settle();
        while (!device.link.toClient.isEmpty()) {
            device.hear(device.link.toClient.pop());
            device.settle();
        }
    }

    private void serveAll() {
        device.settle();
        while (!device.link.toServer.isEmpty() || !device.link.toClient.isEmpty()) {
            while (!device.link.toServer.isEmpty()) {
                device.serve(List.of(device));
            }
            hearAll();
        }
    }
}
