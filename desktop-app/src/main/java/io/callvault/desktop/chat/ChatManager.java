package io.callvault.desktop.chat;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.Limits;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link ChatService} upon the store. Made by the composition root; closed before the store is. */
public final class ChatManager implements ChatService, AutoCloseable {

    /**
     * What it works with.
     *
     * @param author who is signed in on this device; any thread, returns at once
     * @param clock the server's time as far as it is known
     * @param random for nonces; {@link java.security.SecureRandom} in production
     * @param later runs a task after some 300 ms: drafts are written that often at most
     */
    public record Parts(
            Store store,
            ChatNetwork network,
            Supplier<Optional<Author>> author,
            InstantSource clock,
            IdGenerator ids,
            RandomGenerator random,
            Executor later) {}

    private static final Logger LOG = LoggerFactory.getLogger(ChatManager.class);

    private final Parts parts;
    private final Store store;
    private final Topic<ChatNews> topic = new Topic<>();
    private final Sealer sealer;
    private final Revisions revisions;
    private final DraftKeeper drafts;
    private final Pages pages;
    private final List<Subscription> subscriptions;

    public ChatManager(Parts parts) {
        this.parts = parts;
        this.store = parts.store();
        this.sealer = new Sealer(parts.random());
        this.revisions = new Revisions(sealer, parts.ids(), parts.clock());
        this.drafts = new DraftKeeper(store, parts.later());
        this.pages = new Pages(store, parts.network());
        NewsFeed feed = new NewsFeed(store, topic);
        this.subscriptions = List.of(
                store.subscribe(feed::stored),
                parts.network().subscribeTyping(feed::typing),
                parts.network().subscribePresence(topic::publish));
    }

    @Override
    public Subscription subscribe(Consumer<ChatNews> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public CompletionStage<List<ConversationRow>> conversations() {
        return store.readAsync(
                tx -> tx.conversations().list().stream().map(Rows::conversation).toList());
    }

    @Override
    public CompletionStage<Page> latest(ConversationId conversation, int limit) {
        return pages.latest(conversation, limit);
    }

    @Override
    public CompletionStage<Page> before(ConversationId conversation, long order, int limit) {
        return pages.before(conversation, order, limit);
    }

    @Override
    public CompletionStage<Page> after(ConversationId conversation, long order, int limit) {
        return pages.after(conversation, order, limit);
    }

    @Override
    public Optional<String> send(ConversationId conversation, String text) {
        Optional<Author> author = parts.author().get();
        if (author.isEmpty()) {
            return Optional.of("Sign in before you write.");
        }
        Optional<String> refusal = refusal(text);
        if (refusal.isPresent()) {
            return refusal;
        }
        Sealer.Said sealed = new Sealer.Said(
                conversation,
                parts.ids().clientMessageId(),
                MessageOp.NEW,
                0,
                new Body.Text(text),
                parts.clock().millis());
        drafts.forget(conversation);
        parts.network().stoppedTyping(conversation);
        CompletionStage<Done> queued = store.update(tx -> sealer.queue(tx, author.get(), sealed));
        queued.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("a message could not be queued; its text is given back", failure);
                topic.publish(new ChatNews.NotQueued(conversation, text, notKept(failure)));
            }
        });
        return Optional.empty();
    }

    @Override
    public CompletionStage<Optional<String>> edit(ConversationId conversation, ClientMessageId message, String text) {
        Optional<String> refusal = refusal(text);
        return refusal.isPresent()
                ? CompletableFuture.completedStage(refusal)
                : change((tx, author) -> revisions.edit(tx, author, conversation, message, text));
    }

    @Override
    public CompletionStage<Optional<String>> deleteForEveryone(ConversationId conversation, ClientMessageId message) {
        return change((tx, author) -> revisions.delete(tx, author, conversation, message));
    }

    @Override
    public void retry(ConversationId conversation, ClientMessageId message) {
        logged(store.update(tx -> revisions.retry(tx, conversation, message)), "retry");
    }

    @Override
    public void discard(ConversationId conversation, ClientMessageId message) {
        logged(store.update(tx -> revisions.discard(tx, conversation, message)), "discard");
    }

    @Override
    public void markRead(ConversationId conversation, long seq) {
        logged(store.update(tx -> tx.receipts().raiseOwn(conversation, 0, seq)), "mark as read");
    }

    @Override
    public void saveDraft(ConversationId conversation, String text) {
        drafts.save(conversation, text);
    }

    @Override
    public void typing(ConversationId conversation) {
        parts.network().typing(conversation);
    }

    @Override
    public Optional<ChatNews.PresenceChanged> presence(UserId user) {
        return parts.network().presence(user);
    }

    /**
     * Queues the line of a call that is over, unless it is there already. In a transaction of the caller, with what else it writes.
     *
     * @return false if nobody is signed in: nothing was queued
     */
    public boolean callEnded(Tx tx, ConversationId conversation, Body.Call call) throws StoreException {
        Optional<Author> author = parts.author().get();
        ClientMessageId id = new ClientMessageId(call.callId().value());
        if (author.isPresent() && tx.messages().find(conversation, id).isEmpty()) {
            sealer.queue(
                    tx,
                    author.get(),
                    new Sealer.Said(
                            conversation,
                            id,
                            MessageOp.NEW,
                            0,
                            call,
                            parts.clock().millis()));
        }
        return author.isPresent();
    }

    /** Hands the last drafts to the store and listens no more. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        drafts.flush();
    }

    /** One change of an own message, inside a transaction. */
    @FunctionalInterface
    private interface Change {
        Optional<String> make(Tx tx, Author author) throws StoreException;
    }

    private CompletionStage<Optional<String>> change(Change change) {
        Optional<Author> author = parts.author().get();
        if (author.isEmpty()) {
            return CompletableFuture.completedStage(Optional.of("Sign in before you change a message."));
        }
        return store.write(tx -> change.make(tx, author.get())).exceptionally(failure -> {
            LOG.error("a change could not be queued", failure);
            return Optional.of(notKept(failure));
        });
    }

    /** The store's own sentence where it has one. */
    private static String notKept(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why = cause instanceof StoreException ? String.valueOf(cause.getMessage()) : "Something went wrong.";
        return "This was not kept on this computer. " + why
                + " Free some disk space or start the app again, then retry.";
    }

    private static Optional<String> refusal(String text) {
        if (text.isBlank()) {
            return Optional.of("There is nothing to send yet.");
        }
        if (text.length() > Limits.MAX_TEXT_CHARS
                || BodyCodec.encode(new Body.Text(text)).length > EnvelopeCodec.MAX_BODY_BYTES) {
            return Optional.of("This is longer than " + Limits.MAX_TEXT_CHARS + " characters: send it in parts.");
        }
        return Optional.empty();
    }

    private static void logged(CompletionStage<Done> stage, String what) {
        stage.whenComplete((done, failure) -> {
            if (failure instanceof StoreException) {
                LOG.error("could not {}", what, failure);
            } else if (failure != null) {
                LOG.error("could not {}: a defect", what, failure);
            }
        });
    }
}
