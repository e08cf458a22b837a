package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.T0;
import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxStoreTest {

    @TempDir
    private Path folder;

    private StoreFixture f;
    private ClientMessageId a = new ClientMessageId(new java.util.UUID(0, 0));
    private ClientMessageId b = a;
    private ClientMessageId c = a;

    @BeforeEach
    void open() throws StoreException {
        f = new StoreFixture(folder, 3);
        a = f.send("a");
        b = f.send("b");
        c = f.send("c");
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void firstInFirstOutWithinTheWindow() throws StoreException {
        assertThat(ids(due(1))).containsExactly(a);
        assertThat(ids(due(2))).containsExactly(a, b);
        assertThat(previous(due(3))).containsExactly(Optional.empty(), Optional.of(a), Optional.of(b));
        await(f.store.writeRelaxed(tx -> {
            tx.outbox().markSending(a);
            return true;
        }));
        assertThat(ids(due(1))).isEmpty();
        assertThat(ids(due(2))).containsExactly(b);
        assertThat(state(a)).isEqualTo(DeliveryState.SENDING);
        assertThat(f.applyAck(a, 1)).isTrue();
        assertThat(previous(due(3))).containsExactly(Optional.empty(), Optional.of(b));
    }

    @Test
    void aRowThatWaitsHoldsBackThoseBehindItButNoOtherConversation() throws StoreException {
        ConversationId other = f.ids.conversationId();
        await(f.store.update(tx -> tx.conversations().save(f.conversation(other, 0))));
        var there = f.pending(other, "x");
        await(f.store.update(tx -> {
            tx.messages().insertPending(there);
            tx.outbox().markSending(a);
            tx.outbox().backToQueued(a, T0 + 1_000);
        }));
        assertThat(ids(due(9))).containsExactly(there.clientId());
        assertThat(ids(f.store.<List<OutboxEntry>>read(tx -> tx.outbox().due(T0 + 1_000, 9, 9))))
                .containsExactly(a, b, c, there.clientId());
        assertThat(f.store.<Long>read(tx -> tx.outbox().nextAttemptMs(T0).orElse(-1L)))
                .as("those behind it have no time of their own")
                .isEqualTo(T0 + 1_000);
    }

    @Test
    void whatWaitsBehindAFullWindowIsWokenByAnAnswerAndNotByTime() throws StoreException {
        await(f.store.update(tx -> tx.outbox().markSending(a)));
        assertThat(ids(due(1))).isEmpty();
        assertThat(f.store.<Optional<Long>>read(tx -> tx.outbox().nextAttemptMs(T0)))
                .isEmpty();
    }

    @Test
    void aRefusalAfterTheAcknowledgementChangesNothing() throws StoreException {
        assertThat(f.applyAck(a, 1)).isTrue();
        await(f.store.update(tx -> tx.outbox().fail(a, new SendFailure("not_member", "Gone.", false))));
        StoredMessage sent = f.store
                .<Optional<StoredMessage>>read(tx -> tx.messages().find(f.chat, a))
                .orElseThrow();
        assertThat(sent.failure()).isEmpty();
        assertThat(sent.state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aRefusedRowStepsAsideAndTheNextFollowsTheOneBefore() throws StoreException {
        await(f.store.update(tx -> tx.outbox().fail(b, new SendFailure("forbidden", "Not allowed.", true))));
        assertThat(ids(due(9))).containsExactly(a, c);
        assertThat(previous(due(9))).containsExactly(Optional.empty(), Optional.of(a));
        assertThat(f.store.<Long>read(tx -> tx.outbox().size())).isEqualTo(3);
        await(f.store.update(tx -> tx.outbox().retry(b)));
        assertThat(ids(due(9))).containsExactly(a, c, b);
        await(f.store.update(tx -> tx.outbox().discard(c)));
        assertThat(ids(due(9))).containsExactly(a, b);
    }

    @Test
    void whatIsOnItsWayIsNotDiscarded() throws StoreException {
        await(f.store.update(tx -> {
            tx.outbox().markSending(a);
            tx.outbox().discard(a);
            tx.outbox().backToQueued(a, 0);
            tx.outbox().discard(a);
        }));
        assertThat(ids(due(9))).containsExactly(a, b, c);
    }

    /** The mark that it was sent is written without waiting for the disk. */
    @Test
    void whatAnEarlierRunQueuedIsNotDiscarded() throws StoreException {
        f.store.close();
        try (Store again = Store.open(folder, StoreFixture.KEY)) {
            await(again.update(tx -> tx.outbox().discard(a)));
            assertThat(again.<Long>read(tx -> tx.outbox().size())).isEqualTo(3);
        }
    }

    /** A computer that slept, or whose clock was wrong: the time a row waits for lies far ahead once the clock is right. */
    @Test
    void aTimeToldByAClockThatWasAheadHoldsNothingBack() throws StoreException {
        await(f.store.update(tx -> tx.outbox().backToQueued(a, T0 + 900_000)));
        assertThat(ids(due(9))).containsExactly(a, b, c);
        await(f.store.update(tx -> tx.outbox().backToQueued(a, T0 + 240_000)));
        assertThat(ids(due(9))).as("as long as a server may wish").isEmpty();
        f.store.close();
        try (Store again = Store.open(folder, StoreFixture.KEY)) {
            assertThat(ids(again.<List<OutboxEntry>>read(tx -> tx.outbox().due(T0, 9, 9))))
                    .containsExactly(a, b, c);
        }
    }

    @Test
    void afterALostLinkOrARewindEverythingIsQueuedAgainInTheOldOrder() throws StoreException {
        await(f.store.update(tx -> {
            tx.outbox().markSending(a);
            tx.outbox().markSending(b);
            tx.outbox().allBackToQueued();
        }));
        assertThat(ids(due(9))).containsExactly(a, b, c);
        await(f.store.update(tx -> {
            tx.outbox().markSending(a);
            tx.outbox().rewind(f.chat, 0);
        }));
        assertThat(ids(due(9))).containsExactly(a, b, c);
        assertThat(due(9).getFirst().attempt()).isEqualTo(2);
        assertThat(state(a)).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void theOutboxIsThereAfterARestart() throws StoreException {
        f.store.close();
        try (Store again = Store.open(folder, StoreFixture.KEY)) {
            assertThat(ids(again.<List<OutboxEntry>>read(tx -> tx.outbox().due(T0, 9, 9))))
                    .containsExactly(a, b, c);
        }
    }

    private DeliveryState state(ClientMessageId id) throws StoreException {
        return f.store
                .<StoredMessage>read(tx -> tx.messages().find(f.chat, id).orElseThrow())
                .state();
    }

    private List<OutboxEntry> due(int window) throws StoreException {
        return f.store.read(tx -> tx.outbox().due(T0, window, 100));
    }

    private static List<ClientMessageId> ids(List<OutboxEntry> entries) {
        return entries.stream().map(OutboxEntry::clientId).toList();
    }

    private static List<Optional<ClientMessageId>> previous(List<OutboxEntry> entries) {
        return entries.stream().map(OutboxEntry::previous).toList();
    }
}
