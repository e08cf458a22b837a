package io.callvault.desktop.chat;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.DeliveryState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A chat in memory that does everything at once, for screens and view models; the test plays the other side. One thread. */
public final class FakeChatService implements ChatService {
    /** Pending messages stand behind every stored one. */
    private static final long PENDING = 1L << 40;

    public static final UserId ME = new UserId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0001L));

    private final Topic<ChatNews> topic = new Topic<>();
    private final Map<ConversationId, ConversationRow> conversations = new LinkedHashMap<>();
    private final Map<ConversationId, List<TimelineRow>> rows = new HashMap<>();
    private final Map<UserId, ChatNews.PresenceChanged> presence = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private long nextId = 100;
    private long now;
    private Optional<String> refusal = Optional.empty();
    private boolean answering = true;
    private final List<Runnable> unanswered = new ArrayList<>();

    /** @param nowMs the time of the next message; every message is a second later than the one before */
    public FakeChatService(long nowMs) {
        now = nowMs;
    }

    public List<String> calls() {
        return calls;
    }

    public void setNow(long ms) {
        now = ms;
    }

    /** What {@link #send} answers from now on. */
    public void refuse(Optional<String> sentence) {
        refusal = sentence;
    }

    /** While off, pages are not answered; turning it on answers all. */
    public void setAnswering(boolean on) {
        answering = on;
        if (on) {
            List.copyOf(unanswered).forEach(Runnable::run);
            unanswered.clear();
        }
    }

    public UserId user(int number) {
        return new UserId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0001_0000L + number));
    }

    public ConversationId direct(int number, String name) {
        return add(
                ConversationKind.DIRECT,
                name,
                List.of(new ConversationRow.Member(user(number), "user" + number, name)));
    }

    /** A conversation with somebody from the contacts. */
    public ConversationId direct(UserId user, String handle, String name) {
        return add(ConversationKind.DIRECT, name, List.of(new ConversationRow.Member(user, handle, name)));
    }

    public ConversationId group(String title, List<ConversationRow.Member> members) {
        return add(ConversationKind.GROUP, title, members);
    }

    private ConversationId add(ConversationKind kind, String title, List<ConversationRow.Member> members) {
        var id = new ConversationId(uuid());
        conversations.put(id, new ConversationRow(id, kind, title, members, Optional.empty(), 0, 0, 0, "", now));
        rows.put(id, new ArrayList<>());
        topic.publish(new ChatNews.ConversationChanged(conversations.get(id)));
        return id;
    }

    /** Tells anything. */
    public void publish(ChatNews news) {
        topic.publish(news);
    }

    /** Somebody else's message arrives. */
    public TimelineRow.Message receive(ConversationId id, UserId sender, String senderName, String text) {
        return store(id, sender, senderName, false, new Body.Text(text), DeliveryState.SENT);
    }

    /** A message of one's own that came this far. */
    public TimelineRow.Message mine(ConversationId id, String text, DeliveryState state) {
        return store(id, ME, "Me", true, new Body.Text(text), state);
    }

    /** A call that is over. */
    public TimelineRow.Message call(ConversationId id, boolean mine, boolean video, CallEnd end, long seconds) {
        UserId other = conversation(id).members().getFirst().id();
        return store(
                id,
                mine ? ME : other,
                mine ? "Me" : conversation(id).title(),
                mine,
                new Body.Call(new CallId(uuid()), video, seconds > 0, end, now, seconds),
                DeliveryState.READ);
    }

    private TimelineRow.Message store(
            ConversationId id, UserId sender, String name, boolean mine, Body body, DeliveryState state) {
        long seq = conversation(id).lastSeq() + 1;
        var row = new TimelineRow.Message(
                id,
                new ClientMessageId(uuid()),
                seq,
                seq,
                sender,
                name,
                mine,
                tick(),
                body,
                state,
                Optional.empty(),
                TimelineRow.Flags.NONE);
        at(id).add(row);
        change(
                id,
                old -> with(
                        old,
                        Optional.of(last(row)),
                        mine ? old.unread() : old.unread() + 1,
                        old.readSeq(),
                        seq,
                        old.draft()));
        topic.publish(new ChatNews.RowsChanged(id, List.of(row), List.of()));
        return row;
    }

    /** A row that is not a message. */
    public void put(ConversationId id, TimelineRow row) {
        at(id).add(row);
        topic.publish(new ChatNews.RowsChanged(id, List.of(row), List.of()));
    }

    /** The server's answer to a pending message, or a receipt. */
    public void advance(ConversationId id, ClientMessageId message, DeliveryState state) {
        replace(id, message, row -> {
            long seq = row.seq() > 0 || state.isPending()
                    ? row.seq()
                    : conversation(id).lastSeq() + 1;
            return new TimelineRow.Message(
                    id,
                    row.id(),
                    seq > 0 ? seq : row.order(),
                    seq,
                    row.sender(),
                    row.senderName(),
                    true,
                    row.timestampMs(),
                    row.body(),
                    state,
                    Optional.empty(),
                    row.flags());
        });
    }

    /** A pending message is refused for good. */
    public void fail(ConversationId id, ClientMessageId message, String reason) {
        replace(
                id,
                message,
                row -> new TimelineRow.Message(
                        id,
                        row.id(),
                        row.order(),
                        row.seq(),
                        row.sender(),
                        row.senderName(),
                        true,
                        row.timestampMs(),
                        row.body(),
                        DeliveryState.QUEUED,
                        Optional.of(new TimelineRow.Failure(reason, true)),
                        row.flags()));
    }

    /** What became of a message. */
    public void flag(ConversationId id, ClientMessageId message, TimelineRow.Flags flags) {
        replace(
                id,
                message,
                row -> new TimelineRow.Message(
                        row.conversation(),
                        row.id(),
                        row.order(),
                        row.seq(),
                        row.sender(),
                        row.senderName(),
                        row.mine(),
                        row.timestampMs(),
                        row.body(),
                        row.state(),
                        row.failure(),
                        flags));
    }

    public void typing(ConversationId id, List<String> names) {
        topic.publish(new ChatNews.TypingChanged(id, names));
    }

    public void presence(UserId user, boolean online, long lastSeenMs) {
        presence.put(user, new ChatNews.PresenceChanged(user, online, lastSeenMs));
        topic.publish(presence.get(user));
    }

    public ConversationRow conversation(ConversationId id) {
        return Optional.ofNullable(conversations.get(id)).orElseThrow();
    }

    private List<TimelineRow> at(ConversationId id) {
        return rows.computeIfAbsent(id, unknown -> new ArrayList<>());
    }

    /** The conversation with a title. */
    public ConversationId find(String title) {
        return conversations.values().stream()
                .filter(row -> row.title().equals(title))
                .findFirst()
                .orElseThrow()
                .id();
    }

    public List<TimelineRow> rows(ConversationId id) {
        return List.copyOf(at(id));
    }

    private void replace(ConversationId id, ClientMessageId message, UnaryOperator<TimelineRow.Message> change) {
        List<TimelineRow> all = at(id);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof TimelineRow.Message row && row.id().equals(message)) {
                var changed = change.apply(row);
                all.set(i, changed);
                all.sort(Comparator.comparingLong(TimelineRow::order));
                change(
                        id,
                        old -> with(
                                old,
                                Optional.of(last(changed)),
                                old.unread(),
                                old.readSeq(),
                                Math.max(old.lastSeq(), changed.seq()),
                                old.draft()));
                topic.publish(new ChatNews.RowsChanged(id, List.of(changed), List.of()));
                return;
            }
        }
        throw new AssertionError("No such message");
    }

    private void change(ConversationId id, UnaryOperator<ConversationRow> change) {
        conversations.put(id, change.apply(conversation(id)));
        topic.publish(new ChatNews.ConversationChanged(conversation(id)));
    }

    private ConversationRow with(
            ConversationRow old,
            Optional<ConversationRow.Last> last,
            int unread,
            long readSeq,
            long lastSeq,
            String draft) {
        return new ConversationRow(
                old.id(),
                old.kind(),
                old.title(),
                old.members(),
                last,
                unread,
                readSeq,
                lastSeq,
                draft,
                last.map(ConversationRow.Last::timestampMs).orElse(old.activityMs()));
    }

    private static ConversationRow.Last last(TimelineRow.Message row) {
        String text = switch (row.body()) {
            case Body.Text body -> body.text();
            case Body.Call call -> CallWords.of(call, row.mine());
            default -> "";
        };
        return new ConversationRow.Last(
                row.mine(),
                row.senderName(),
                text,
                row.timestampMs(),
                row.state(),
                row.failure().isPresent());
    }

    private UUID uuid() {
        return new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0000L + nextId++);
    }

    private long tick() {
        now += 1000;
        return now;
    }

    private <T> CompletionStage<T> answer(T value) {
        if (answering) {
            return CompletableFuture.completedStage(value);
        }
        var later = new CompletableFuture<T>();
        unanswered.add(() -> later.complete(value));
        return later;
    }

    @Override
    public Subscription subscribe(Consumer<ChatNews> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public CompletionStage<List<ConversationRow>> conversations() {
        return answer(List.copyOf(conversations.values()));
    }

    @Override
    public CompletionStage<Page> latest(ConversationId id, int limit) {
        List<TimelineRow> all = at(id);
        int from = Math.max(0, all.size() - limit);
        return answer(new Page(List.copyOf(all.subList(from, all.size())), from == 0, true));
    }

    @Override
    public CompletionStage<Page> before(ConversationId id, long order, int limit) {
        calls.add("before " + order);
        List<TimelineRow> older =
                at(id).stream().filter(row -> row.order() < order).toList();
        int from = Math.max(0, older.size() - limit);
        return answer(new Page(older.subList(from, older.size()), from == 0, false));
    }

    @Override
    public CompletionStage<Page> after(ConversationId id, long order, int limit) {
        calls.add("after " + order);
        List<TimelineRow> newer =
                at(id).stream().filter(row -> row.order() > order).toList();
        int to = Math.min(limit, newer.size());
        return answer(new Page(newer.subList(0, to), order <= 0, to == newer.size()));
    }

    @Override
    public Optional<String> send(ConversationId id, String text) {
        calls.add("send " + text);
        if (refusal.isEmpty()) {
            var row = new TimelineRow.Message(
                    id,
                    new ClientMessageId(uuid()),
                    PENDING + nextId,
                    0,
                    ME,
                    "Me",
                    true,
                    tick(),
                    new Body.Text(text),
                    DeliveryState.QUEUED,
                    Optional.empty(),
                    TimelineRow.Flags.NONE);
            at(id).add(row);
            change(
                    id,
                    old -> with(old, Optional.of(last(row)), old.unread(), old.readSeq(), old.lastSeq(), old.draft()));
            topic.publish(new ChatNews.RowsChanged(id, List.of(row), List.of()));
        }
        return refusal;
    }

    @Override
    public CompletionStage<Optional<String>> edit(ConversationId id, ClientMessageId message, String text) {
        calls.add("edit " + text);
        if (refusal.isEmpty()) {
            replace(id, message, row -> changed(row, text, false));
        }
        return answer(refusal);
    }

    @Override
    public CompletionStage<Optional<String>> deleteForEveryone(ConversationId id, ClientMessageId message) {
        calls.add("delete " + message);
        if (refusal.isEmpty()) {
            replace(id, message, row -> changed(row, "", true));
        }
        return answer(refusal);
    }

    private static TimelineRow.Message changed(TimelineRow.Message row, String text, boolean deleted) {
        return new TimelineRow.Message(
                row.conversation(),
                row.id(),
                row.order(),
                row.seq(),
                row.sender(),
                row.senderName(),
                row.mine(),
                row.timestampMs(),
                new Body.Text(text),
                row.state(),
                row.failure(),
                new TimelineRow.Flags(!deleted, deleted, row.flags().localOnly(), false, Optional.empty()));
    }

    @Override
    public void retry(ConversationId id, ClientMessageId message) {
        calls.add("retry " + message);
        advance(id, message, DeliveryState.QUEUED);
    }

    @Override
    public void discard(ConversationId id, ClientMessageId message) {
        calls.add("discard " + message);
        at(id).removeIf(row -> row.key().equals(message.toString()));
        topic.publish(new ChatNews.RowsChanged(id, List.of(), List.of(message.toString())));
    }

    @Override
    public void markRead(ConversationId id, long seq) {
        calls.add("read " + seq);
        change(
                id,
                old -> with(
                        old,
                        old.last(),
                        (int) at(id).stream()
                                .filter(row -> row instanceof TimelineRow.Message message
                                        && !message.mine()
                                        && message.seq() > seq)
                                .count(),
                        seq,
                        old.lastSeq(),
                        old.draft()));
    }

    @Override
    public void saveDraft(ConversationId id, String text) {
        calls.add("draft " + text);
        change(id, old -> with(old, old.last(), old.unread(), old.readSeq(), old.lastSeq(), text));
    }

    @Override
    public void typing(ConversationId id) {
        calls.add("typing");
    }

    @Override
    public Optional<ChatNews.PresenceChanged> presence(UserId user) {
        return Optional.ofNullable(presence.get(user));
    }
}
