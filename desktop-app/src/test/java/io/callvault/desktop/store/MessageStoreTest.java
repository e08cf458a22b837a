package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageStoreTest {

    @TempDir
    private Path folder;

    private StoreFixture f;

    @BeforeEach
    void open() throws StoreException {
        f = new StoreFixture(folder, 1);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void aPendingMessageStandsBehindStoredOnesAndTakesItsSeqAtTheAck() throws StoreException {
        ClientMessageId mine = f.send("mine");
        f.apply(f.fromBen(1, "his"));
        assertThat(texts()).containsExactly("his", "mine");
        f.applyAck(mine, 2);
        assertThat(texts()).containsExactly("his", "mine");
        StoredMessage stored = page().getLast();
        assertThat(stored.seq()).isEqualTo(2);
        assertThat(stored.order()).isEqualTo(2);
        assertThat(stored.state()).isEqualTo(DeliveryState.SENT);
        assertThat(f.store.<Long>read(tx -> tx.outbox().size())).isZero();
    }

    @Test
    void theEchoMergesWhetherItComesBeforeOrAfterTheAck() throws StoreException {
        ClientMessageId first = f.send("first");
        ClientMessageId second = f.send("second");
        IncomingMessage echo = f.incoming(f.ada, first, 1, "first");
        assertThat(f.apply(echo)).isEqualTo(MessageStore.Applied.MERGED);
        assertThat(f.applyAck(first, 1)).isFalse();
        assertThat(f.applyAck(second, 2)).isTrue();
        assertThat(f.apply(f.incoming(f.ada, second, 2, "second"))).isEqualTo(MessageStore.Applied.DUPLICATE);
        assertThat(texts()).containsExactly("first", "second");
    }

    @Test
    void somebodyElseCannotTakeThePlaceOfAnOwnMessageByItsName() throws StoreException {
        ClientMessageId mine = f.send("mine");
        f.apply(f.incoming(f.ben, mine, 1, "forged"));
        assertThat(texts()).containsExactly("forged", "mine");
    }

    @Test
    void unreadCountsOthersBehindTheReadWatermark() throws StoreException {
        for (int seq = 1; seq <= 5; seq++) {
            IncomingMessage message = f.fromBen(seq, "m" + seq);
            f.apply(message);
            f.apply(message);
        }
        assertThat(row().unread()).isEqualTo(5);
        await(f.store.update(tx -> tx.receipts().raiseOwn(f.chat, 0, 3)));
        assertThat(row().unread()).isEqualTo(2);
        await(f.store.update(tx -> tx.receipts().raiseOwn(f.chat, 0, 1)));
        assertThat(row().ownRead()).isEqualTo(3);
        assertThat(row().unread()).isEqualTo(2);
        assertThat(row().lastSeq()).isEqualTo(5);
        assertThat(row().last().orElseThrow().content()).isEqualTo(new Content.Said(new Body.Text("m5")));
    }

    @Test
    void ticksFollowTheOthersWatermarks() throws StoreException {
        for (int seq = 1; seq <= 3; seq++) {
            ClientMessageId id = f.send("m" + seq);
            long at = seq;
            f.applyAck(id, at);
        }
        await(f.store.update(tx -> tx.conversations().raiseWatermark(f.chat, f.ben, 2, 1)));
        assertThat(page().stream().map(StoredMessage::state))
                .containsExactly(DeliveryState.READ, DeliveryState.DELIVERED, DeliveryState.SENT);
        await(f.store.update(tx -> tx.conversations().raiseWatermark(f.chat, f.ben, 1, 0)));
        assertThat(page().getFirst().state()).isEqualTo(DeliveryState.READ);
    }

    @Test
    void aMessageThatCouldNotBeReadGivesWayToTheOneThatCan() throws StoreException {
        IncomingMessage good = f.fromBen(1, "hello");
        IncomingMessage mark = new IncomingMessage(
                good.stored(),
                IncomingMessage.idOfUnreadable(good.stored()),
                good.op(),
                0,
                new Content.Unreadable("the author's device is not known"));
        assertThat(f.apply(mark)).isEqualTo(MessageStore.Applied.INSERTED);
        assertThat(f.apply(good)).isEqualTo(MessageStore.Applied.INSERTED);
        assertThat(f.apply(mark)).isEqualTo(MessageStore.Applied.DUPLICATE);
        assertThat(f.store.<List<Content>>read(tx -> tx.messages().newest(f.chat, 9).stream()
                        .map(StoredMessage::content)
                        .toList()))
                .containsExactly(good.content());
        assertThat(f.store.<Integer>read(
                        tx -> tx.conversations().find(f.chat).orElseThrow().unread()))
                .isEqualTo(1);
    }

    @Test
    void holesAreTold() throws StoreException {
        for (long seq : new long[] {2, 3, 7}) {
            f.apply(f.fromBen(seq, "m" + seq));
        }
        assertThat(f.store.<List<SeqRange>>read(tx -> tx.messages().gaps(f.chat, 1, 9, 10)))
                .containsExactly(new SeqRange(1, 1), new SeqRange(4, 6), new SeqRange(8, 9));
    }

    private StoredConversation row() throws StoreException {
        return f.store.<StoredConversation>read(
                tx -> tx.conversations().find(f.chat).orElseThrow());
    }

    private List<StoredMessage> page() throws StoreException {
        return f.store.<List<StoredMessage>>read(tx -> tx.messages().newest(f.chat, 50));
    }

    private List<String> texts() throws StoreException {
        return page().stream()
                .map(m -> m.content() instanceof Content.Said(Body.Text(String text)) ? text : "")
                .toList();
    }
}
