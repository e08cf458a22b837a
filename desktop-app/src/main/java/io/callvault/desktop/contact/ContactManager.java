package io.callvault.desktop.contact;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.sync.PeopleKeeper;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People: the list comes from the store, changes go to the server first and into the store with its answer. Works on threads
 * of HTTP and store; callers never wait.
 */
public final class ContactManager implements ContactService, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ContactManager.class);
    private static final String OFFLINE = "The server cannot be reached. Try again when you are online.";

    private final Store store;
    private final SignedInApi api;
    private final Topic<List<ContactRow>> topic = new Topic<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final Subscription news;

    public ContactManager(Store store, SignedInApi api) {
        this.store = store;
        this.api = api;
        this.news = store.subscribe(this::changed);
    }

    @Override
    public Subscription subscribe(Consumer<List<ContactRow>> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public CompletionStage<List<ContactRow>> contacts() {
        return store.readAsync(tx -> tx.people().contacts().stream()
                .flatMap(contact -> row(contact).stream())
                .toList());
    }

    @Override
    public CompletionStage<Outcome> invite(String handle) {
        String plain = handle.strip().toLowerCase(Locale.ROOT);
        String name = plain.startsWith("@") ? plain.substring(1) : plain;
        if (!Limits.isHandle(name)) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused("A handle has 3 to 32 characters, a–z, 0–9, dot or underscore."));
        }
        ApiCall<EventBody.Contact> call =
                ApiCall.post("/api/contacts", new SyncApi.Invite(name), EventBody.Contact.class);
        return ask(
                call,
                contact -> contact.profile().handle().equals(name),
                "Nobody here has the handle @" + name + ". Check the spelling.");
    }

    @Override
    public CompletionStage<Outcome> accept(UserId user) {
        return change(user, SyncApi.ContactAction.ACCEPT);
    }

    @Override
    public CompletionStage<Outcome> decline(UserId user) {
        return change(user, SyncApi.ContactAction.DECLINE);
    }

    @Override
    public CompletionStage<Outcome> block(UserId user) {
        return change(user, SyncApi.ContactAction.BLOCK);
    }

    @Override
    public CompletionStage<Outcome> unblock(UserId user) {
        return change(user, SyncApi.ContactAction.UNBLOCK);
    }

    @Override
    public void close() {
        news.close();
    }

    private CompletionStage<Outcome> change(UserId user, SyncApi.ContactAction action) {
        ApiCall<EventBody.Contact> call =
                ApiCall.post("/api/contacts/" + user, new SyncApi.ContactChange(action), EventBody.Contact.class);
        return ask(call, contact -> contact.profile().userId().equals(user), "This person no longer has an account.");
    }

    private CompletionStage<Outcome> ask(
            ApiCall<EventBody.Contact> call, Predicate<EventBody.Contact> whom, String nobody) {
        return store.readAsync(tx -> tx.people().contacts().stream()
                        .filter(whom)
                        .map(EventBody.Contact::state)
                        .findFirst())
                .thenCompose(before -> api.call(call).thenCompose(result -> settle(result, before, nobody)));
    }

    private CompletionStage<Outcome> settle(
            ApiResult<EventBody.Contact> result, Optional<EventBody.ContactState> before, String nobody) {
        return switch (result) {
            case ApiResult.Ok<EventBody.Contact>(var contact) -> keep(contact, before);
            case ApiResult.Problem<EventBody.Contact> problem when problem.is(ProblemCode.NOT_FOUND) -> refused(nobody);
            case ApiResult.Problem<EventBody.Contact> problem
            when problem.is(ProblemCode.UNAUTHENTICATED) -> refused("Sign in again, then try once more.");
            case ApiResult.Problem<EventBody.Contact> problem -> refused(problem.sentence());
            case ApiResult.Unreachable<EventBody.Contact> gone -> refused(OFFLINE);
        };
    }

    /**
     * The event of the change comes too; whoever asked need not wait for it. An answer that was overtaken by such an event, or
     * by a later one, changes nothing: it may already be old.
     */
    private CompletionStage<Outcome> keep(EventBody.Contact contact, Optional<EventBody.ContactState> before) {
        return store.write(tx -> {
                    Optional<EventBody.ContactState> now =
                            tx.people().contact(contact.profile().userId()).map(EventBody.Contact::state);
                    return now.equals(before)
                            ? PeopleKeeper.contact(tx, contact)
                            : PeopleKeeper.person(tx, contact.profile());
                })
                .thenApply(why -> {
                    if (why.isPresent()) {
                        LOG.warn("a contact was not taken over: {}", why.get());
                        return new Outcome.Refused(
                                "The server shows another identity key for this person than before. Do not go on.");
                    }
                    return new Outcome.Done(shown(contact));
                });
    }

    private void changed(StoreNews item) {
        boolean ours = item instanceof StoreNews.ContactChanged || item instanceof StoreNews.Reset;
        if (ours && reading.compareAndSet(false, true)) {
            var _ = store.readAsync(tx -> {
                        // From here on a further change needs another reading.
                        reading.set(false);
                        return tx.people().contacts();
                    })
                    .whenComplete((contacts, failure) -> {
                        if (failure != null) {
                            reading.set(false);
                            LOG.warn("the contacts could not be read", failure);
                        } else {
                            topic.publish(contacts.stream()
                                    .flatMap(contact -> row(contact).stream())
                                    .toList());
                        }
                    });
        }
    }

    private static Optional<ContactRow> row(EventBody.Contact contact) {
        return contact.state() == EventBody.ContactState.NONE ? Optional.empty() : Optional.of(shown(contact));
    }

    private static ContactRow shown(EventBody.Contact contact) {
        ContactRow.State state = switch (contact.state()) {
            case INVITED -> ContactRow.State.INVITED;
            case INCOMING -> ContactRow.State.INCOMING;
            case ACCEPTED -> ContactRow.State.ACCEPTED;
            case BLOCKED -> ContactRow.State.BLOCKED;
            case NONE -> ContactRow.State.NONE;
        };
        EventBody.Profile who = contact.profile();
        return new ContactRow(who.userId(), who.handle(), who.displayName(), state, contact.conversationId());
    }

    private static CompletionStage<Outcome> refused(String sentence) {
        return CompletableFuture.completedFuture(new Outcome.Refused(sentence));
    }
}
