package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.StoredCall;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.model.call.CallEnd;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The call history, and the call lines it comes from. */
class CallLogTest {

    @TempDir
    private Path folder;

    private StoreFixture f;

    @BeforeEach
    void open() throws StoreException {
        f = new StoreFixture(folder.resolve("a"), 11);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void anotherDeviceSeesTheCallFromTheMessageAlone() throws StoreException {
        Body.Call call = call(true, CallEnd.HUNG_UP, 75);
        apply(f.ada, 1, call);
        StoredCall stored = newest().getFirst();
        assertThat(stored.call()).isEqualTo(call);
        assertThat(stored.outgoing()).isTrue();
        assertThat(stored.person()).isEqualTo("ben");
        Content line =
                f.store.read(tx -> tx.messages().newest(f.chat, 1)).getFirst().content();
        assertThat(line).isEqualTo(new Content.Said(call));
    }

    @Test
    void aMissedCallIsUnreadAndOneThatWasSpokenIsNot() throws StoreException {
        apply(f.ben, 1, call(false, CallEnd.TIMEOUT, 0));
        apply(f.ben, 2, call(true, CallEnd.HUNG_UP, 9));
        apply(f.ben, 3, call(false, CallEnd.DECLINED, 0));
        assertThat(conversation().unread()).isEqualTo(1);
        await(f.store.update(tx -> tx.receipts().raiseOwn(f.chat, 3, 3)));
        assertThat(conversation().unread()).isZero();
    }

    @Test
    void theMessageOverwritesWhatWasNotedButNotWhatOnlyThisDeviceKnows() throws StoreException {
        Body.Call noted = call(true, CallEnd.CONNECTION_LOST, 70);
        await(f.store.update(tx -> {
            tx.calls().begun(f.chat, false, noted);
            tx.calls().ended(f.chat, false, noted, 4.2);
            tx.calls().rate(noted.callId(), 5);
        }));
        Body.Call told = new Body.Call(noted.callId(), false, true, CallEnd.HUNG_UP, noted.startedMs(), 75);
        apply(f.ben, 1, told);
        assertThat(newest()).containsExactly(new StoredCall(f.chat, "ben", false, told, 4.2, 5));
    }

    @Test
    void nobodyRewritesSomebodyElsesCall() throws StoreException {
        Body.Call mine = call(true, CallEnd.HUNG_UP, 70);
        await(f.store.update(tx -> tx.calls().ended(f.chat, true, mine, 0)));
        apply(f.ben, 1, new Body.Call(mine.callId(), true, false, CallEnd.BUSY, 0, 0));
        assertThat(newest().getFirst().call()).isEqualTo(mine);
    }

    @Test
    void aRunningCallIsFoundAfterACrashWithWhatWasKnown() throws StoreException {
        Body.Call call = call(false, CallEnd.OTHER, 0);
        await(f.store.update(tx -> {
            tx.calls().begun(f.chat, true, call);
            tx.calls().goesOn(call.callId(), 30);
        }));
        assertThat(newest()).isEmpty();
        f.store.close();
        try (Store again = Store.open(folder.resolve("a"), StoreFixture.KEY)) {
            StoredCall left = again.read(tx -> tx.calls().running()).getFirst();
            assertThat(left.call().answered()).isTrue();
            assertThat(left.call().seconds()).isEqualTo(30);
        }
    }

    @Test
    void theDraftStaysWhenTheLineOfACallIsQueued() throws StoreException {
        Body.Call call = call(false, CallEnd.DECLINED, 0);
        await(f.store.update(tx -> {
            tx.drafts().save(f.chat, "half a thought");
            tx.messages()
                    .insertPending(new PendingMessage(
                            new ClientMessageId(call.callId().value()),
                            f.chat,
                            MessageOp.NEW,
                            0,
                            StoreFixture.T0,
                            call,
                            Bytes.copyOf(new byte[] {1})));
        }));
        assertThat(conversation().draft()).isEqualTo("half a thought");
        assertThat(newest().getFirst().call()).isEqualTo(call);
    }

    private Body.Call call(boolean answered, CallEnd end, long seconds) {
        return new Body.Call(new CallId(f.ids.next()), false, answered, end, StoreFixture.T0 + seconds, seconds);
    }

    private void apply(UserId sender, long seq, Body.Call call) {
        EventBody.MessageStored stored = new EventBody.MessageStored(
                f.chat, seq, f.ids.messageId(), sender, f.device, StoreFixture.T0 + seq, Bytes.copyOf(new byte[] {4}));
        f.apply(new IncomingMessage(
                stored, new ClientMessageId(call.callId().value()), MessageOp.NEW, 0, new Content.Said(call)));
    }

    private List<StoredCall> newest() throws StoreException {
        return f.store.read(tx -> tx.calls().newest(10));
    }

    private StoredConversation conversation() throws StoreException {
        return f.store.read(tx -> tx.conversations().find(f.chat).orElseThrow());
    }
}
