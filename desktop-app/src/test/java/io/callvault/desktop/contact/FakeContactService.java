package io.callvault.desktop.contact;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Contacts in memory; everybody exists but "nobody". One thread. */
public final class FakeContactService implements ContactService {
    private final Topic<List<ContactRow>> topic = new Topic<>();
    private final Map<UserId, ContactRow> rows = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Function<ContactRow, ConversationId> opened;
    private long next = 50;

    /** @param opened makes the conversation when a contact is accepted */
    public FakeContactService(Function<ContactRow, ConversationId> opened) {
        this.opened = opened;
    }

    public List<String> calls() {
        return calls;
    }

    public void put(ContactRow row) {
        rows.put(row.id(), row);
        topic.publish(List.copyOf(rows.values()));
    }

    /** Somebody who stands to this user like that. */
    public ContactRow add(String handle, String name, ContactRow.State state) {
        var row = new ContactRow(
                new UserId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0001_0000L + next++)),
                handle,
                name,
                state,
                Optional.empty());
        put(state == ContactRow.State.ACCEPTED ? accepted(row) : row);
        return row;
    }

    private ContactRow accepted(ContactRow row) {
        return new ContactRow(
                row.id(), row.handle(), row.displayName(), ContactRow.State.ACCEPTED, Optional.of(opened.apply(row)));
    }

    private CompletionStage<Outcome> done(ContactRow row) {
        put(row);
        return CompletableFuture.completedStage(new Outcome.Done(row));
    }

    private ContactRow row(UserId user) {
        return Optional.ofNullable(rows.get(user)).orElseThrow();
    }

    private ContactRow with(ContactRow row, ContactRow.State state) {
        return new ContactRow(row.id(), row.handle(), row.displayName(), state, row.conversation());
    }

    @Override
    public Subscription subscribe(Consumer<List<ContactRow>> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public CompletionStage<List<ContactRow>> contacts() {
        return CompletableFuture.completedStage(List.copyOf(rows.values()));
    }

    @Override
    public CompletionStage<Outcome> invite(String handle) {
        calls.add("invite " + handle);
        if (handle.equals("nobody")) {
            return CompletableFuture.completedStage(
                    new Outcome.Refused("There is nobody with the handle @nobody. Ask for the exact spelling."));
        }
        return CompletableFuture.completedStage(new Outcome.Done(add(handle, handle, ContactRow.State.INVITED)));
    }

    @Override
    public CompletionStage<Outcome> accept(UserId user) {
        calls.add("accept");
        return done(accepted(row(user)));
    }

    @Override
    public CompletionStage<Outcome> decline(UserId user) {
        calls.add("decline");
        ContactRow gone = row(user);
        rows.remove(user);
        topic.publish(List.copyOf(rows.values()));
        return CompletableFuture.completedStage(new Outcome.Done(gone));
    }

    @Override
    public CompletionStage<Outcome> block(UserId user) {
        calls.add("block");
        return done(with(row(user), ContactRow.State.BLOCKED));
    }

    @Override
    public CompletionStage<Outcome> unblock(UserId user) {
        calls.add("unblock");
        return done(with(row(user), ContactRow.State.ACCEPTED));
    }
}
