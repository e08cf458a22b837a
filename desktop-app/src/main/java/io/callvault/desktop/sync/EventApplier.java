package io.callvault.desktop.sync;

import io.callvault.desktop.store.MessageStore;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.desktop.store.row.DueReceipt;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.SyncApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What events and snapshots do to the store. Runs inside a transaction, on the store thread; keeps nothing itself. */
final class EventApplier {

    private static final Logger LOG = LoggerFactory.getLogger(EventApplier.class);

    /** Longest raw text that is kept of something unreadable; a frame is shorter. */
    private static final int MAX_RAW_CHARS = 90_000;

    /** Widths of columns; a hostile server's words are cut, not refused, or the event would never be done with. */
    private static final int MAX_TYPE_CHARS = 64;

    private static final int MAX_WHY_CHARS = 1_024;

    /** The type of a dead letter that is a bare message of a page, not an event. */
    static final String OF_HISTORY = "history";

    /** Why, for a kind of event that only a newer version knows. */
    static final String UNKNOWN_KIND = "unknown kind";

    private EventApplier() {}

    /** Whether a message can stand there: beyond lie the pending ones, and then another conversation. */
    static boolean isPlace(long seq) {
        return seq >= 1 && seq < StoredMessage.PENDING_BASE;
    }

    /**
     * Applies one event, or says why it cannot be applied and changes nothing.
     *
     * @return empty if it was applied
     */
    static Optional<String> apply(Tx tx, Frame.Event event, long nowMs) throws StoreException {
        return switch (event.body()) {
            case EventBody.MessageStored message -> message(tx, message);
            case EventBody.ReceiptMoved receipt -> receipt(tx, receipt);
            case EventBody.ConversationChanged(var conversation) -> conversation(tx, conversation);
            case EventBody.MemberChanged member -> member(tx, member);
            case EventBody.ContactChanged(var contact) -> PeopleKeeper.contact(tx, contact);
            case EventBody.DeviceAdded(var device) -> PeopleKeeper.device(tx, device);
            case EventBody.AccountChanged(var profile) -> account(tx, profile);
            case EventBody.Unreadable unreadable -> {
                if (unreadable.why().isEmpty()) {
                    // A newer server's kind: trying again would not help, a newer app will.
                    bury(tx, event, UNKNOWN_KIND, nowMs);
                }
                yield unreadable.why();
            }
        };
    }

    /** Keeps what cannot be applied, and shows a message's place in its conversation. */
    static void bury(Tx tx, Frame.Event event, String why, long nowMs) throws StoreException {
        LOG.warn("event {} goes to the dead letters: {}", event.ev(), why);
        Optional<ConversationId> conversation = Optional.empty();
        String type = event.body().getClass().getSimpleName();
        String raw = Json.write(event);
        switch (event.body()) {
            case EventBody.MessageStored message -> {
                conversation = Optional.of(message.conversationId());
                showUnreadable(tx, message, why);
            }
            case EventBody.Unreadable unreadable -> {
                type = unreadable.type();
                raw = unreadable.raw();
            }
            default -> LOG.debug("a {} leaves no mark in a conversation", type);
        }
        deadLetter(tx, new DeadLetter(0, event.ev(), type, conversation, raw, why, nowMs));
    }

    static void deadLetter(Tx tx, DeadLetter letter) throws StoreException {
        tx.deadLetters()
                .add(new DeadLetter(
                        letter.id(),
                        letter.ev(),
                        cut(letter.type(), MAX_TYPE_CHARS),
                        letter.conversation(),
                        cut(letter.raw(), MAX_RAW_CHARS),
                        cut(letter.why(), MAX_WHY_CHARS),
                        letter.atMs()));
    }

    /** Everything but messages, as it stands on the server. */
    static void snapshot(Tx tx, SyncApi.Snapshot snapshot) throws StoreException {
        account(tx, snapshot.self()).ifPresent(why -> LOG.warn("own profile: {}", why));
        for (EventBody.Conversation conversation : snapshot.conversations()) {
            conversation(tx, conversation).ifPresent(why -> LOG.warn("a conversation of the snapshot: {}", why));
        }
        for (EventBody.Contact contact : snapshot.contacts()) {
            PeopleKeeper.contact(tx, contact).ifPresent(why -> LOG.warn("a contact of the snapshot: {}", why));
        }
        List<UserId> known = snapshot.contacts().stream()
                .map(contact -> contact.profile().userId())
                .toList();
        tx.people().retainContacts(known);
    }

    /** The server was restored from a backup: what it forgot is sent again or marked. Comes before its snapshot. */
    static void rollBack(Tx tx, SyncApi.Snapshot snapshot, Map<ConversationId, Long> forked) throws StoreException {
        for (EventBody.Conversation conversation : snapshot.conversations()) {
            long agreed = forked.getOrDefault(conversation.conversationId(), conversation.lastSeq());
            tx.conversations().rollBack(conversation.conversationId(), within(agreed));
        }
        tx.receipts().forgetTold();
    }

    /** A message of a page; one that cannot be read keeps its place, and stands raw in the dead letters. */
    static void history(Tx tx, EventBody.MessageStored message, long nowMs) throws StoreException {
        if (isPlace(message.seq())) {
            IncomingMessage incoming = checked(tx, message);
            MessageStore.Applied applied = tx.messages().applyIncoming(incoming);
            if (applied == MessageStore.Applied.INSERTED
                    && incoming.content() instanceof Content.Unreadable(String why)) {
                Optional<ConversationId> conversation = Optional.of(message.conversationId());
                deadLetter(tx, new DeadLetter(0, 0, OF_HISTORY, conversation, Json.write(message), why, nowMs));
            }
        } else {
            LOG.warn("a message of a page has a seq out of range");
        }
    }

    /** Whether a message that could not be read before could be read now, and stands at its place. */
    static boolean revived(Tx tx, EventBody.MessageStored message) throws StoreException {
        return message(tx, message).isEmpty();
    }

    private static Optional<String> message(Tx tx, EventBody.MessageStored message) throws StoreException {
        if (unknown(tx, message.conversationId())) {
            return Optional.of("unknown conversation");
        }
        if (!isPlace(message.seq())) {
            return Optional.of("a seq out of range");
        }
        IncomingMessage incoming = checked(tx, message);
        if (incoming.content() instanceof Content.Unreadable(String why)) {
            return Optional.of(why);
        }
        tx.messages().applyIncoming(incoming);
        return Optional.empty();
    }

    private static IncomingMessage checked(Tx tx, EventBody.MessageStored message) throws StoreException {
        return EnvelopeCheck.check(message, tx.people().device(message.senderDevice()));
    }

    private static void showUnreadable(Tx tx, EventBody.MessageStored message, String why) throws StoreException {
        if (isPlace(message.seq()) && !unknown(tx, message.conversationId())) {
            tx.messages().applyIncoming(EnvelopeCheck.unreadable(message, why));
        }
    }

    private static Optional<String> receipt(Tx tx, EventBody.ReceiptMoved told) throws StoreException {
        EventBody.ReceiptMoved receipt = new EventBody.ReceiptMoved(
                told.conversationId(), told.userId(), within(told.deliveredSeq()), within(told.readSeq()));
        if (unknown(tx, receipt.conversationId())) {
            return Optional.of("unknown conversation");
        }
        tx.conversations()
                .raiseWatermark(receipt.conversationId(), receipt.userId(), receipt.deliveredSeq(), receipt.readSeq());
        if (me(tx).filter(receipt.userId()::equals).isPresent()) {
            tx.receipts().told(new DueReceipt(receipt.conversationId(), receipt.deliveredSeq(), receipt.readSeq()));
        }
        return Optional.empty();
    }

    private static Optional<String> conversation(Tx tx, EventBody.Conversation conversation) throws StoreException {
        for (EventBody.Profile profile : conversation.members()) {
            Optional<String> why = PeopleKeeper.person(tx, profile);
            if (why.isPresent()) {
                return why;
            }
        }
        tx.conversations().save(bounded(conversation));
        Optional<UserId> me = me(tx);
        for (EventBody.Watermark mark : conversation.watermarks()) {
            if (me.filter(mark.userId()::equals).isPresent()) {
                tx.receipts().told(new DueReceipt(conversation.conversationId(), mark.deliveredSeq(), mark.readSeq()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> member(Tx tx, EventBody.MemberChanged member) throws StoreException {
        if (unknown(tx, member.conversationId())) {
            return Optional.of("unknown conversation");
        }
        Optional<String> why = PeopleKeeper.person(tx, member.profile());
        if (why.isEmpty()) {
            if (member.joined()) {
                tx.conversations()
                        .memberJoined(member.conversationId(), member.profile().userId());
            } else {
                tx.conversations()
                        .memberLeft(member.conversationId(), member.profile().userId());
            }
        }
        return why;
    }

    private static Optional<String> account(Tx tx, EventBody.Profile told) throws StoreException {
        Optional<String> why = PeopleKeeper.person(tx, told);
        EventBody.Profile profile = Labels.of(told);
        Optional<StoredAccount> account = tx.account().get();
        if (why.isEmpty()
                && account.filter(a -> a.user().equals(profile.userId())).isPresent()) {
            StoredAccount old = account.get();
            StoredAccount now = new StoredAccount(
                    old.user(), old.device(), profile.handle(), profile.displayName(), old.server(), old.signedOut());
            if (!now.equals(old)) {
                tx.account().save(now);
            }
        }
        return why;
    }

    private static EventBody.Conversation bounded(EventBody.Conversation told) {
        List<EventBody.Watermark> marks = told.watermarks().stream()
                .map(mark ->
                        new EventBody.Watermark(mark.userId(), within(mark.deliveredSeq()), within(mark.readSeq())))
                .toList();
        return new EventBody.Conversation(
                told.conversationId(),
                told.kind(),
                Labels.line(told.title()),
                told.members(),
                told.createdMs(),
                within(told.lastSeq()),
                marks);
    }

    private static long within(long seq) {
        return Math.clamp(seq, 0, StoredMessage.PENDING_BASE - 1);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static boolean unknown(Tx tx, ConversationId conversation) throws StoreException {
        return !tx.conversations().exists(conversation);
    }

    private static Optional<UserId> me(Tx tx) throws StoreException {
        return tx.account().get().map(StoredAccount::user);
    }
}
