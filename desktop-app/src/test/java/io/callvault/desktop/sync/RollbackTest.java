package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server comes back from an older backup, with a new epoch (PROTOCOL.md, "rollback"). */
class RollbackTest {

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final Person me = Person.of(1);
    private final Person other = Person.of(2);
    private final ServerModel before = new ServerModel("e1", List.of(me, other));
    private final ServerModel restored = new ServerModel("e2", List.of(me, other));
    private SyncedDevice device;

    @BeforeEach
    void connect() throws StoreException {
        device = new SyncedDevice(me, before, loop, folder.resolve("device"), 1);
        device.connect();
        serveAll();
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void ownForgottenMessagesAreSentAgainInOrderAndThoseOfOthersStayMarked() {
        Frame.Send first = sent("m1");
        write(before, "theirs");
        sent("m2");
        sent("m3");
        device.cut();
        device.write("offline");
        restored.send(me, first);
        comeBack();
        assertThat(texts(restored.messages)).containsExactlyElementsOf(ids("m1", "m2", "m3", "offline"));
        assertThat(device.texts()).containsExactly("m1", "m2", "m3", "offline", "theirs");
        assertThat(rows().get(3).state()).isEqualTo(DeliveryState.SENT);
        assertThat(rows().getLast().localOnly()).isTrue();
        assertThat(device.<Long>read(tx -> tx.outbox().size())).isZero();
    }

    @Test
    void anOwnMessageWhosePlaceWasGivenToAnotherIsSentAgain() {
        Frame.Send first = sent("m1");
        sent("m2");
        device.cut();
        restored.send(me, first);
        write(restored, "new");
        comeBack();
        assertThat(device.texts()).containsExactly("m1", "new", "m2");
        assertThat(restored.messages).hasSize(3);
        assertThat(rows()).noneMatch(StoredMessage::localOnly).noneMatch(StoredMessage::pending);
    }

    /** Others came back first: the restored server is as long as before, and what differs lies behind the newest page. */
    @Test
    void aStoryThatForkedFarBackIsPutRight() {
        Frame.Send first = sent("m1");
        sent("m2");
        sent("m3");
        sent("m4");
        device.cut();
        device.write("offline");
        restored.send(me, first);
        restored.fork();
        for (int i = 1; i <= 300; i++) {
            write(restored, "new" + i);
        }
        comeBack();
        serveAll();
        assertThat(restored.messages.size()).isEqualTo(1 + 300 + 4);
        assertThat(device.texts()).endsWith("new300", "m2", "m3", "m4", "offline");
        assertThat(rows()).noneMatch(StoredMessage::localOnly).noneMatch(StoredMessage::pending);
    }

    @Test
    void whatComesAnewAtAnOldPlaceIsUnreadAndConfirmed() {
        sent("m1");
        write(before, "old");
        serveAll();
        device.store
                .update(tx -> tx.receipts().raiseOwn(ServerModel.CONVERSATION, 0, 2))
                .toCompletableFuture()
                .join();
        device.cut();
        comeBack();
        write(restored, "new");
        restored.events(me.user()).forEach(device::hear);
        serveAll();
        assertThat(device.texts()).containsExactly("m1", "new", "old");
        assertThat(device.<Integer>read(tx -> tx.conversations()
                        .find(ServerModel.CONVERSATION)
                        .orElseThrow()
                        .unread()))
                .isEqualTo(1);
    }

    private void comeBack() {
        device.server = restored;
        device.connect();
        serveAll();
    }

    private Frame.Send sent(String text) {
        device.write(text);
        device.settle();
        Frame.Send send = device.link.toServer.stream()
                .filter(Frame.Send.class::isInstance)
                .map(Frame.Send.class::cast)
                .findFirst()
                .orElseThrow();
        serveAll();
        return send;
    }

    private void write(ServerModel server, String text) {
        ClientMessageId id =
                new ClientMessageId(UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        int events = server.events(me.user()).size();
        server.send(
                other,
                new Frame.Send(
                        id,
                        ServerModel.CONVERSATION,
                        Optional.empty(),
                        other.seal(ServerModel.CONVERSATION, id, text)));
        if (server == device.server) {
            server.events(me.user()).stream().skip(events).forEach(device::hear);
            device.settle();
        }
    }

    private List<String> texts(List<EventBody.MessageStored> messages) {
        return messages.stream().map(message -> message.envelope().base64Url()).toList();
    }

    /** The envelopes of these rows as this device holds them. */
    private List<String> ids(String... texts) {
        List<String> known = device.texts();
        List<StoredMessage> rows = rows();
        return List.of(texts).stream()
                .map(text -> rows.get(known.indexOf(text)))
                .map(row -> me.seal(ServerModel.CONVERSATION, row.clientId(), text(row))
                        .base64Url())
                .toList();
    }

    private String text(StoredMessage row) {
        return device.texts().get(rows().indexOf(row));
    }

    private List<StoredMessage> rows() {
        return device.read(tx -> tx.messages().newest(ServerModel.CONVERSATION, 100));
    }

    private void serveAll() {
        device.settle();
        while (!device.link.toServer.isEmpty() || !device.link.toClient.isEmpty()) {
            if (!device.link.toServer.isEmpty()) {
                device.serve(List.of(device));
            }
            if (!device.link.toClient.isEmpty()) {
                device.hear(device.link.toClient.pop());
            }
            device.settle();
        }
    }
}
