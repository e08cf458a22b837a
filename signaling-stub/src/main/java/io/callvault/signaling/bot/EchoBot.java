package io.callvault.signaling.bot;

import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.relay.MessageRelay;
import io.callvault.signaling.relay.ReceiptService;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.relay.TypingService;
import io.callvault.signaling.store.Interrupts;
import io.callvault.signaling.store.News;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.UserKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every text with the same text. Goes through its events a page at a time: marks them read, types for a moment, answers,
 * then moves its cursor; after a crash the page is gone through again, and answers that were given are not given again.
 */
public final class EchoBot implements AutoCloseable {

    /** What it works with. */
    public record Rooms(
            Store store,
            MessageRelay relay,
            ReceiptService receipts,
            TypingService typing,
            SyncService sync,
            InstantSource clock) {}

    static final String WELCOME = "Hello! I am Echo. Whatever you write, I send back. Try it.";

    private static final Logger LOG = LoggerFactory.getLogger(EchoBot.class);
    private static final String CURSOR = "echo_cursor";
    private static final int PAGE = 100;
    private static final long RETRY_MS = 1_000;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private final Rooms rooms;
    private final UserKey me;
    private final EchoPen pen;
    private final long delayMs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cv-echo").factory());
    private final AtomicBoolean awake = new AtomicBoolean();
    private long cursor;

    /** @param delay how long it types before it answers, at most 1 s */
    public EchoBot(Rooms rooms, EchoIdentity identity, Duration delay) {
        this.rooms = rooms;
        this.me = identity.principal().user();
        this.pen = new EchoPen(identity, rooms.store(), rooms.relay(), rooms.clock());
        this.delayMs = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY.toMillis() : delay.toMillis();
    }

    /** Goes on where it stopped, and listens. */
    public void start() {
        rooms.store().onNews(this::heard);
        wake(0);
    }

    private void heard(List<News> news) {
        if (news.stream().anyMatch(one -> one.user().equals(me.id()))) {
            wake(0);
        }
    }

    /** Many wake-ups collapse into one. */
    private void wake(long afterMs) {
        if (awake.compareAndSet(false, true)) {
            schedule(this::read, afterMs);
        }
    }

    private void schedule(Chore chore, long afterMs) {
        try {
            var _ = thread.schedule(() -> run(chore), afterMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping: the rest is answered after the next start");
        }
    }

    private interface Chore {
        void run() throws RefusedException;
    }

    private void run(Chore chore) {
        try {
            chore.run();
        } catch (RefusedException | RuntimeException e) {
            LOG.warn("echo tries again in {} ms: {}", RETRY_MS, e.toString());
            awake.set(false);
            wake(RETRY_MS);
        }
    }

    private void read() throws RefusedException {
        awake.set(false);
        if (cursor == 0) {
            cursor = Long.parseLong(
                    rooms.store().read(tables -> tables.meta().get(CURSOR)).orElse("0"));
        }
        List<Frame.Event> events = rooms.sync().push(me, cursor, Long.MAX_VALUE >>> 24, PAGE);
        if (events.isEmpty()) {
            return;
        }
        awake.set(true);
        Map<ConversationId, Long> heard = new LinkedHashMap<>();
        events.forEach(
                event -> question(event).ifPresent(message -> heard.put(message.conversationId(), message.seq())));
        for (Map.Entry<ConversationId, Long> entry : heard.entrySet()) {
            rooms.receipts()
                    .move(me, new Frame.Receipt(entry.getKey(), entry.getValue(), entry.getValue()))
                    .toCompletableFuture()
                    .join();
            rooms.typing().typing(me, entry.getKey(), true);
        }
        schedule(() -> answer(events, heard), heard.isEmpty() ? 0 : delayMs);
    }

    private void answer(List<Frame.Event> events, Map<ConversationId, Long> heard) throws RefusedException {
        for (Frame.Event event : events) {
            if (event.body() instanceof EventBody.ContactChanged(EventBody.Contact contact)
                    && contact.state() == EventBody.ContactState.ACCEPTED
                    && contact.conversationId().isPresent()) {
                pen.say(contact.conversationId().get(), contact.profile().userId(), WELCOME);
            }
            Optional<EventBody.MessageStored> question = question(event);
            if (question.isPresent()) {
                pen.say(
                        question.get().conversationId(),
                        question.get().messageId(),
                        text(question.get()).orElseThrow());
            }
        }
        for (ConversationId conversation : heard.keySet()) {
            rooms.typing().typing(me, conversation, false);
        }
        cursor = events.getLast().ev();
        String reached = Long.toString(cursor);
        var _ = rooms.store().write(tables -> {
            tables.meta().put(CURSOR, reached);
            return true;
        });
        schedule(this::read, 0);
    }

    private Optional<EventBody.MessageStored> question(Frame.Event event) {
        return event.body() instanceof EventBody.MessageStored message
                        && !message.senderId().equals(me.id())
                        && text(message).isPresent()
                ? Optional.of(message)
                : Optional.empty();
    }

    private static Optional<String> text(EventBody.MessageStored message) {
        try {
            Envelope envelope = EnvelopeCodec.parse(message.envelope());
            return envelope.header().op() == MessageOp.NEW
                            && BodyCodec.decode(envelope.body().toArray()) instanceof Body.Text(String text)
                            && !text.isBlank()
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (MalformedEnvelopeException | WireException e) {
            LOG.debug("a message holds no text: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Finishes the answer it is giving. Blocks. */
    @Override
    public void close() {
        Interrupts.close(thread);
    }
}
