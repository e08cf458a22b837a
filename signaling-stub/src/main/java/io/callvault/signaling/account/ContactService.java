package io.callvault.signaling.account;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.store.AccountTable;
import io.callvault.signaling.store.ContactTable.Contact;
import io.callvault.signaling.store.ConversationTable;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who knows whom. Every change gives both sides an event, except that a blocked person is not told so. */
public final class ContactService {

    private final Store store;
    private final InstantSource clock;
    private final IdGenerator ids;

    public ContactService(Store store, InstantSource clock, IdGenerator ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** Asks somebody; asking back accepts. */
    public CompletionStage<EventBody.Contact> invite(Principal principal, SyncApi.Invite request) {
        return store.write(tables -> {
            UserKey me = principal.user();
            UserKey other = tables.accounts()
                    .byHandle(request.handle())
                    .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "nobody has this handle"))
                    .key();
            return invite(tables, me, other);
        });
    }

    private EventBody.Contact invite(Tables tables, UserKey me, UserKey other) throws RefusedException {
        if (other.equals(me)) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "this is your own handle: enter somebody else's");
        }
        if (tables.contacts().find(me, other).state() == ContactState.BLOCKED) {
            throw new RefusedException(ProblemCode.CONFLICT, "you blocked this person: unblock them first");
        }
        if (tables.contacts().blocked(me, other)) {
            throw new RefusedException(ProblemCode.FORBIDDEN, "this person cannot be invited");
        }
        switch (tables.contacts().find(me, other).state()) {
            case NONE -> {
                set(tables, me, other, ContactState.INVITED);
                set(tables, other, me, ContactState.INCOMING);
            }
            case INCOMING -> befriend(tables, me, other);
            case INVITED, ACCEPTED, BLOCKED -> {}
        }
        return view(tables, me, other);
    }

    /** Accepts, declines, takes back, blocks or unblocks. */
    public CompletionStage<EventBody.Contact> change(
            Principal principal, UserId otherId, SyncApi.ContactChange request) {
        return store.write(tables -> {
            UserKey me = principal.user();
            UserKey other = tables.accounts()
                    .byId(otherId)
                    .map(AccountTable.Account::key)
                    .filter(found -> !found.equals(me))
                    .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is no such person"));
            switch (request.action()) {
                case ACCEPT -> accept(tables, me, other);
                case DECLINE -> decline(tables, me, other);
                case BLOCK -> block(tables, me, other);
                case UNBLOCK -> unblock(tables, me, other);
            }
            return view(tables, me, other);
        });
    }

    private void accept(Tables tables, UserKey me, UserKey other) throws RefusedException {
        switch (tables.contacts().find(me, other).state()) {
            case INCOMING -> befriend(tables, me, other);
            case ACCEPTED -> {}
            case INVITED, NONE, BLOCKED ->
                throw new RefusedException(ProblemCode.CONFLICT, "there is no open invitation of this person");
        }
    }

    private static void decline(Tables tables, UserKey me, UserKey other) throws RefusedException {
        switch (tables.contacts().find(me, other).state()) {
            case INCOMING, INVITED -> {
                set(tables, me, other, ContactState.NONE);
                if (tables.contacts().find(other, me).state() != ContactState.BLOCKED) {
                    set(tables, other, me, ContactState.NONE);
                }
            }
            case NONE -> {}
            case ACCEPTED, BLOCKED ->
                throw new RefusedException(ProblemCode.CONFLICT, "there is no open invitation between the two");
        }
    }

    private static void block(Tables tables, UserKey me, UserKey other) {
        if (tables.contacts().find(me, other).state() != ContactState.BLOCKED) {
            set(tables, me, other, ContactState.BLOCKED);
        }
        if (tables.contacts().find(other, me).state() == ContactState.INCOMING) {
            set(tables, other, me, ContactState.NONE);
        }
    }

    /** Back to what it was: friends if they ever were, else the other's open question, else nothing. */
    private static void unblock(Tables tables, UserKey me, UserKey other) {
        Contact mine = tables.contacts().find(me, other);
        if (mine.state() != ContactState.BLOCKED) {
            return;
        }
        ContactState theirs = tables.contacts().find(other, me).state();
        if (mine.conversationNum() != 0) {
            set(tables, me, other, ContactState.ACCEPTED);
        } else {
            set(tables, me, other, theirs == ContactState.INVITED ? ContactState.INCOMING : ContactState.NONE);
        }
    }

    /** Makes the two each other's contacts, with one conversation for the pair; the events come before any message. */
    public void befriend(Tables tables, UserKey one, UserKey other) {
        long known = tables.contacts().find(one, other).conversationNum();
        ConversationTable.Conversation conversation = known != 0
                ? tables.conversations().get(known)
                : tables.conversations()
                        .insert(
                                new ConversationId(ids.next()),
                                ConversationKind.DIRECT,
                                "",
                                List.of(one, other),
                                clock.millis());
        tables.contacts().put(one, new Contact(other, ContactState.ACCEPTED, conversation.num()));
        tables.contacts().put(other, new Contact(one, ContactState.ACCEPTED, conversation.num()));
        EventBody.ConversationChanged changed =
                new EventBody.ConversationChanged(tables.conversations().view(conversation));
        tell(tables, one, other);
        tables.events().append(one, conversation.num(), changed);
        tell(tables, other, one);
        tables.events().append(other, conversation.num(), changed);
    }

    private static void set(Tables tables, UserKey me, UserKey other, ContactState state) {
        long conversation = tables.contacts().find(me, other).conversationNum();
        tables.contacts().put(me, new Contact(other, state, conversation));
        tell(tables, me, other);
    }

    private static void tell(Tables tables, UserKey me, UserKey other) {
        tables.events().append(me, 0, new EventBody.ContactChanged(view(tables, me, other)));
    }

    private static EventBody.Contact view(Tables tables, UserKey me, UserKey other) {
        return view(tables, tables.contacts().find(me, other));
    }

    /** The contact as the wire shows it. */
    public static EventBody.Contact view(Tables tables, Contact contact) {
        long conversation = contact.conversationNum();
        return new EventBody.Contact(
                tables.accounts().profile(tables.accounts().get(contact.other().num())),
                contact.state(),
                conversation == 0
                        ? Optional.empty()
                        : Optional.of(tables.conversations().get(conversation).id()));
    }
}
