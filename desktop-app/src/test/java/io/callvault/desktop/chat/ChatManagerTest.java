package io.callvault.desktop.chat;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreFixture;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.Limits;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatManagerTest {

    private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);

    private final FakeNetwork network = new FakeNetwork();
    private final List<ChatNews> news = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Runnable> later = new ArrayDeque<>();
    private Optional<Author> author = Optional.empty();

    @TempDir
    private Path folder;

    private StoreFixture f;
    private ChatManager chat;

    @BeforeEach
    void open() throws StoreException {
        f = new StoreFixture(folder, 7);
        author = Optional.of(new Author(f.ada, f.device, KEY));
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(StoreFixture.T0));
        chat = new ChatManager(
                new ChatManager.Parts(f.store, network, () -> author, clock, f.ids, new Random(7), later::add));
        chat.subscribe(news::add);
    }

    @AfterEach
    void close() {
        chat.close();
        f.close();
    }

    @Test
    void sentTextsAreToldOnceTheyAreDurableAndStandSealedInTheOutboxInTheirOrder()
            throws StoreException, MalformedEnvelopeException {
        for (int i = 1; i <= 20; i++) {
            assertThat(chat.send(f.chat, "text " + i)).isEmpty();
        }
        settle();
        List<OutboxEntry> due = f.store.read(tx -> tx.outbox().due(StoreFixture.T0, 100, 100));
        assertThat(due).hasSize(20);
        Bytes before = Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]);
        for (int i = 0; i < due.size(); i++) {
            Envelope envelope = EnvelopeCodec.parse(due.get(i).envelope());
            assertThat(EnvelopeCodec.verify(envelope, KEY.verifyKey())).isTrue();
            assertThat(envelope.header().counter()).isEqualTo(i + 1L);
            assertThat(envelope.header().previousHash()).isEqualTo(before);
            assertThat(due.get(i).previous())
                    .isEqualTo(
                            i == 0
                                    ? Optional.empty()
                                    : Optional.of(due.get(i - 1).clientId()));
            before = EnvelopeCodec.chainHash(due.get(i).envelope());
        }
        assertThat(texts(shown())).containsExactlyElementsOf(texts(latest().rows()));
        assertThat(texts(latest().rows())).startsWith("text 1", "text 2").hasSize(20);
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        assertThat(chat.send(f.chat, "  \n ")).isPresent();
        assertThat(chat.send(f.chat, "x".repeat(Limits.MAX_TEXT_CHARS + 1))).isPresent();
        author = Optional.empty();
        assertThat(chat.send(f.chat, "hello")).isPresent();
        settle();
        assertThat(latest().rows()).isEmpty();
    }

    @Test
    void aTextThatCannotBeQueuedIsGivenBackWithTheReason() {
        f.close();
        assertThat(chat.send(f.chat, "precious")).isEmpty();
        assertThat(news.getLast()).isInstanceOfSatisfying(ChatNews.NotQueued.class, lost -> {
            assertThat(lost.conversation()).isEqualTo(f.chat);
            assertThat(lost.text()).isEqualTo("precious");
            assertThat(lost.reason()).contains("The local database is closed.");
        });
        assertThat(await(chat.edit(f.chat, f.ids.clientMessageId(), "x"))).isPresent();
    }

    @Test
    void theLatestDraftWinsAndSendingRemovesIt() throws StoreException {
        chat.saveDraft(f.chat, "h");
        chat.saveDraft(f.chat, "he");
        chat.saveDraft(f.chat, "hey");
        assertThat(later).hasSize(1);
        later.remove().run();
        settle();
        assertThat(draft()).isEqualTo("hey");
        chat.saveDraft(f.chat, "hey you");
        chat.send(f.chat, "hey you");
        later.remove().run();
        settle();
        assertThat(draft()).isEmpty();
        chat.saveDraft(f.chat, "last words");
        chat.close();
        settle();
        assertThat(draft()).isEqualTo("last words");
    }

    @Test
    void aRefusedMessageKeepsItsTextAndCanBeTriedAgainOrDiscarded() {
        chat.send(f.chat, "one");
        chat.send(f.chat, "two");
        settle();
        TimelineRow.Message one = message(latest().rows().getFirst());
        await(f.store.update(tx -> tx.outbox().fail(one.id(), new SendFailure("forbidden", "Not allowed.", true))));
        TimelineRow.Message failed = message(latest().rows().getFirst());
        assertThat(failed.failure()).contains(new TimelineRow.Failure("Not allowed.", true));
        assertThat(failed.state()).isEqualTo(DeliveryState.QUEUED);
        chat.retry(f.chat, one.id());
        settle();
        assertThat(texts(latest().rows())).containsExactly("two", "one");
        assertThat(message(latest().rows().getLast()).failure()).isEmpty();
        chat.discard(f.chat, one.id());
        settle();
        assertThat(texts(latest().rows())).containsExactly("two");
        assertThat(news)
                .anyMatch(told -> told instanceof ChatNews.RowsChanged changed
                        && changed.gone().contains(one.key()));
    }

    @Test
    void olderRowsAreFetchedWhereTheyMissAndHolesAreShownWhereTheyCannotBe() {
        for (long seq : new long[] {8, 9, 12}) {
            f.apply(f.fromBen(seq, "m" + seq));
        }
        assertThat(keys(latest().rows())).containsExactly("8", "9", "gap-10", "12");
        ChatService.Page offline = await(chat.before(f.chat, 8, 50));
        assertThat(keys(offline.rows())).containsExactly("gap-1");
        assertThat(offline.atStart()).isFalse();
        network.history = (beforeSeq, limit) -> {
            for (long seq = Math.max(1, beforeSeq - limit); seq < beforeSeq; seq++) {
                f.apply(f.fromBen(seq, "m" + seq));
            }
            return true;
        };
        ChatService.Page page = await(chat.before(f.chat, 8, 4));
        assertThat(keys(page.rows())).containsExactly("4", "5", "6", "7");
        assertThat(page.atStart()).isFalse();
        ChatService.Page first = await(chat.before(f.chat, 4, 4));
        assertThat(keys(first.rows())).containsExactly("1", "2", "3");
        assertThat(first.atStart()).isTrue();
        assertThat(news)
                .anyMatch(told -> told instanceof ChatNews.RowsChanged changed
                        && changed.gone().contains("gap-1"));
        ChatService.Page rest = await(chat.after(f.chat, 7, 50));
        assertThat(keys(rest.rows())).containsExactly("8", "9", "gap-10", "12");
        assertThat(rest.atEnd()).isTrue();
    }

    @Test
    void ticksAndUnreadAndNamesAreTold() {
        chat.send(f.chat, "hello");
        settle();
        f.applyAck(message(latest().rows().getFirst()).id(), 1);
        news.clear();
        await(f.store.update(tx -> tx.conversations().raiseWatermark(f.chat, f.ben, 1, 1)));
        assertThat(message(shown().getLast()).state()).isEqualTo(DeliveryState.READ);
        f.apply(f.fromBen(2, "hi\nthere"));
        ConversationRow row = await(chat.conversations()).getFirst();
        assertThat(row.title()).isEqualTo("ben");
        assertThat(row.unread()).isEqualTo(1);
        assertThat(row.last().orElseThrow().preview()).isEqualTo("hi there");
        chat.markRead(f.chat, 2);
        settle();
        assertThat(await(chat.conversations()).getFirst().unread()).isZero();
        network.typing.publish(Map.entry(f.chat, List.of(f.ben)));
        assertThat(news.getLast()).isEqualTo(new ChatNews.TypingChanged(f.chat, List.of("ben")));
    }

    private String draft() throws StoreException {
        return f.store.read(tx -> tx.drafts().get(f.chat));
    }

    /** Everything queued so far is done, and its news are told. */
    @Test
    void anEditShowsAtOnceAndFallsBackIfItIsRefused() {
        ClientMessageId id = sent("first", 1);
        assertThat(await(chat.edit(f.chat, id, "second"))).isEmpty();
        assertThat(only()).satisfies(row -> {
            assertThat(row.body()).isEqualTo(new Body.Text("second"));
            assertThat(row.flags().changing()).isTrue();
            assertThat(row.flags().edited()).isTrue();
            assertThat(row.seq()).isEqualTo(1);
        });
        assertThat(shown().getLast()).isEqualTo(only());
        OutboxEntry edit = await(f.store.readAsync(tx -> tx.outbox().due(StoreFixture.T0, 9, 9)))
                .getFirst();
        await(f.store.update(
                tx -> tx.outbox().fail(edit.clientId(), new SendFailure("forbidden", "Not allowed.", true))));
        assertThat(only().body()).isEqualTo(new Body.Text("first"));
        assertThat(only().flags().changeFailure()).contains(new TimelineRow.Failure("Not allowed.", true));
        chat.retry(f.chat, id);
        settle();
        assertThat(only().body()).isEqualTo(new Body.Text("second"));
        f.applyAck(edit.clientId(), 2);
        assertThat(only().flags()).isEqualTo(new TimelineRow.Flags(true, false, false, false, Optional.empty()));
    }

    @Test
    void aRefusedEditCanBeGivenUp() {
        ClientMessageId id = sent("first", 1);
        await(chat.edit(f.chat, id, "second"));
        OutboxEntry edit = await(f.store.readAsync(tx -> tx.outbox().due(StoreFixture.T0, 9, 9)))
                .getFirst();
        await(f.store.update(
                tx -> tx.outbox().fail(edit.clientId(), new SendFailure("forbidden", "Not allowed.", true))));
        chat.discard(f.chat, id);
        settle();
        assertThat(only().flags()).isEqualTo(TimelineRow.Flags.NONE);
        assertThat((long) await(f.store.readAsync(tx -> tx.outbox().size()))).isZero();
        assertThat(shown().getLast()).isEqualTo(only());
    }

    @Test
    void aDeletedMessageKeepsItsPlaceAndLosesItsText() throws MalformedEnvelopeException {
        ClientMessageId id = sent("regret", 1);
        assertThat(await(chat.deleteForEveryone(f.chat, id))).isEmpty();
        assertThat(only().flags().deleted()).isTrue();
        OutboxEntry delete = await(f.store.readAsync(tx -> tx.outbox().due(StoreFixture.T0, 9, 9)))
                .getFirst();
        Envelope.Header header = EnvelopeCodec.parse(delete.envelope()).header();
        assertThat(header.op()).isEqualTo(MessageOp.DELETE);
        assertThat(header.refSeq()).isEqualTo(1);
        f.applyAck(delete.clientId(), 2);
        assertThat(only().body()).isEqualTo(new Body.Text(""));
        assertThat(await(chat.edit(f.chat, id, "again"))).isPresent();
        assertThat(await(chat.deleteForEveryone(f.chat, id))).isPresent();
    }

    /** The mark that it was sent need not survive a crash, and the server may have it: throwing it away would bring it back. */
    @Test
    void theDeleteOfAMessageThatMayHaveBeenSentFollowsIt() {
        chat.send(f.chat, "regret");
        settle();
        ClientMessageId id = only().id();
        await(f.store.update(tx -> {
            tx.outbox().markSending(id);
            tx.outbox().backToQueued(id, 0);
        }));
        assertThat(await(chat.deleteForEveryone(f.chat, id))).isEmpty();
        assertThat(only().flags().deleted()).isTrue();
        List<OutboxEntry> due = await(f.store.readAsync(tx -> tx.outbox().due(StoreFixture.T0, 9, 9)));
        assertThat(due).hasSize(2);
        assertThat(due.getFirst().clientId()).isEqualTo(id);
        assertThat(due.getLast().previous()).contains(id);
        assertThat(f.applyAck(id, 1)).isTrue();
        assertThat(f.applyAck(due.getLast().clientId(), 2)).isTrue();
        assertThat(only().body()).isEqualTo(new Body.Text(""));
        assertThat(only().flags()).isEqualTo(new TimelineRow.Flags(false, true, false, false, Optional.empty()));
        assertThat(await(chat.deleteForEveryone(f.chat, id))).isPresent();
    }

    @Test
    void whatMayNotBeChangedIsRefusedWithASentence() {
        IncomingMessage theirs = f.fromBen(1, "theirs");
        f.apply(theirs);
        assertThat(await(chat.edit(f.chat, theirs.clientId(), "x"))).isPresent();
        assertThat(await(chat.deleteForEveryone(f.chat, theirs.clientId()))).isPresent();
        chat.send(f.chat, "pending");
        settle();
        ClientMessageId pending = message(latest().rows().getLast()).id();
        assertThat(await(chat.edit(f.chat, pending, "x"))).isPresent();
        assertThat(await(chat.edit(f.chat, pending, " "))).isPresent();
        assertThat(await(chat.deleteForEveryone(f.chat, pending)))
                .as("never sent: simply gone")
                .isEmpty();
        assertThat(latest().rows()).hasSize(1);
    }

    private ClientMessageId sent(String text, long seq) {
        chat.send(f.chat, text);
        settle();
        ClientMessageId id = message(latest().rows().getLast()).id();
        assertThat(f.applyAck(id, seq)).isTrue();
        return id;
    }

    private TimelineRow.Message only() {
        assertThat(latest().rows()).hasSize(1);
        return message(latest().rows().getFirst());
    }

    private void settle() {
        assertThat(await(f.store.update(tx -> tx.account().get()))).isEqualTo(Done.DONE);
    }

    private ChatService.Page latest() {
        return await(chat.latest(f.chat, 50));
    }

    private List<TimelineRow> shown() {
        return news.stream()
                .flatMap(told -> told instanceof ChatNews.RowsChanged changed
                        ? changed.rows().stream()
                        : List.<TimelineRow>of().stream())
                .toList();
    }

    private static TimelineRow.Message message(TimelineRow row) {
        return (TimelineRow.Message) row;
    }

    private static List<String> texts(List<TimelineRow> rows) {
        return rows.stream()
                .map(row -> message(row).body() instanceof Body.Text(String text) ? text : "")
                .toList();
    }

    private static List<String> keys(List<TimelineRow> rows) {
        return rows.stream()
                .map(row -> row instanceof TimelineRow.Message message ? Long.toString(message.seq()) : row.key())
                .toList();
    }
}
