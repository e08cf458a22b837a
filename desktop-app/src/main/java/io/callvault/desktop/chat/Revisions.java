package io.callvault.desktop.chat;

import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Edits and deletes of own messages: what may be changed, and its way into the outbox. Inside a transaction. */
final class Revisions {

    private final Sealer sealer;
    private final IdGenerator ids;
    private final InstantSource clock;

    Revisions(Sealer sealer, IdGenerator ids, InstantSource clock) {
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
    }

    /** Why it cannot be edited, or nothing once the edit is queued. */
    Optional<String> edit(Tx tx, Author author, ConversationId conversation, ClientMessageId id, String text)
            throws StoreException {
        Optional<StoredMessage> found = tx.messages().find(conversation, id);
        Optional<String> refusal = refusal(found, author);
        if (refusal.isPresent()) {
            return refusal;
        }
        StoredMessage message = found.orElseThrow();
        if (message.pending()) {
            return Optional.of("This message is still on its way: edit it once it was sent.");
        }
        if (!(message.content() instanceof Content.Said(Body.Text(String old)))) {
            return Optional.of("Only a text can be edited.");
        }
        if (!old.equals(text)) {
            queue(tx, author, message, MessageOp.EDIT, new Body.Edit(id, text));
        }
        return Optional.empty();
    }

    /**
     * Why it cannot be taken back, or nothing once that is queued; one that was never sent is simply gone. One that is on its way,
     * or may have been in an earlier run, is followed by its delete.
     */
    Optional<String> delete(Tx tx, Author author, ConversationId conversation, ClientMessageId id)
            throws StoreException {
        Optional<StoredMessage> found = tx.messages().find(conversation, id);
        Optional<String> refusal = refusal(found, author);
        if (refusal.isPresent()) {
            return refusal;
        }
        StoredMessage message = found.orElseThrow();
        if (message.pending()) {
            tx.outbox().discard(id);
        }
        if (tx.messages().find(conversation, id).isPresent()) {
            queue(tx, author, message, MessageOp.DELETE, new Body.Delete(id));
        }
        return Optional.empty();
    }

    /** The message itself if it failed, and its refused changes. */
    void retry(Tx tx, ConversationId conversation, ClientMessageId id) throws StoreException {
        for (ClientMessageId each : withChanges(tx, conversation, id)) {
            tx.outbox().retry(each);
        }
    }

    void discard(Tx tx, ConversationId conversation, ClientMessageId id) throws StoreException {
        for (ClientMessageId each : withChanges(tx, conversation, id)) {
            tx.outbox().discard(each);
        }
    }

    private static List<ClientMessageId> withChanges(Tx tx, ConversationId conversation, ClientMessageId id)
            throws StoreException {
        List<ClientMessageId> changes = tx.messages().failedChanges(conversation, id);
        return changes.isEmpty() ? List.of(id) : changes;
    }

    private static Optional<String> refusal(Optional<StoredMessage> found, Author author) {
        if (found.isEmpty() || found.get().op() != MessageOp.NEW) {
            return Optional.of("This message is no longer here.");
        }
        StoredMessage message = found.get();
        if (!message.sender().equals(author.user())) {
            return Optional.of("Only your own messages can be changed.");
        }
        if (message.localOnly()) {
            return Optional.of("The server no longer has this message: nobody else would see the change.");
        }
        return message.changed().deleted() ? Optional.of("This message was already deleted.") : Optional.empty();
    }

    private void queue(Tx tx, Author author, StoredMessage message, MessageOp op, Body body) throws StoreException {
        sealer.queue(
                tx,
                author,
                new Sealer.Said(
                        message.conversation(), ids.clientMessageId(), op, message.seq(), body, clock.millis()));
    }
}
