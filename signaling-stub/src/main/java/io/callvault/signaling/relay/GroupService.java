package io.callvault.signaling.relay;

import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.store.AccountTable;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Small groups, made by one of their members out of their contacts. Any thread. */
public final class GroupService {

    /** Its event must fit into a frame, or no member could ever read beyond it. The rest of the event is below 1 KiB. */
    private static final int LARGEST_VIEW = Limits.MAX_FRAME_BYTES - 1_024;

    private final Store store;
    private final InstantSource clock;

    public GroupService(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Makes a group of the creator and the named members. The same request again gives the same answer. */
    public CompletionStage<EventBody.Conversation> create(UserKey creator, SyncApi.CreateConversation request)
            throws RefusedException {
        if (request.kind() != ConversationKind.GROUP) {
            throw invalid("a conversation of two comes with accepting a contact");
        }
        if (!Limits.isName(request.title())) {
            throw invalid("a title is one line of 1 to 64 characters");
        }
        if (request.members().size() >= Limits.MAX_MEMBERS) {
            throw invalid("a group has at most " + Limits.MAX_MEMBERS + " members");
        }
        return store.write(tables -> {
            Set<UserKey> members = members(tables, creator, request.members());
            Optional<Conversation> known = tables.conversations().byId(request.conversationId());
            if (known.isPresent()) {
                return again(tables, known.get(), request, members);
            }
            for (UserKey member : members) {
                if (!member.equals(creator)
                        && (tables.contacts().find(creator, member).state() != ContactState.ACCEPTED
                                || tables.contacts().find(member, creator).state() != ContactState.ACCEPTED)) {
                    throw new RefusedException(ProblemCode.FORBIDDEN, "only accepted contacts can be members");
                }
            }
            Conversation made = tables.conversations()
                    .insert(
                            request.conversationId(),
                            request.kind(),
                            request.title(),
                            List.copyOf(members),
                            clock.millis());
            EventBody.Conversation view = tables.conversations().view(made);
            if (Json.write(view).getBytes(StandardCharsets.UTF_8).length > LARGEST_VIEW) {
                throw new RefusedException(
                        ProblemCode.TOO_LARGE, "these members have too many devices for one group: name fewer");
            }
            members.forEach(
                    member -> tables.events().append(member, made.num(), new EventBody.ConversationChanged(view)));
            return view;
        });
    }

    private static Set<UserKey> members(Tables tables, UserKey creator, List<UserId> named) throws RefusedException {
        Set<UserKey> members = new LinkedHashSet<>();
        members.add(creator);
        for (UserId id : named) {
            members.add(tables.accounts()
                    .byId(id)
                    .map(AccountTable.Account::key)
                    .orElseThrow(() ->
                            new RefusedException(ProblemCode.FORBIDDEN, "only accepted contacts can be members")));
        }
        if (members.size() < 2) {
            throw invalid("a group has at least one member beside its creator");
        }
        return members;
    }

    private static EventBody.Conversation again(
            Tables tables, Conversation known, SyncApi.CreateConversation request, Set<UserKey> members)
            throws RefusedException {
        boolean same = known.kind() == request.kind()
                && known.title().equals(request.title())
                && new HashSet<>(tables.conversations().members(known.num())).equals(members);
        if (!same) {
            throw new RefusedException(ProblemCode.CONFLICT, "this id belongs to another conversation");
        }
        return tables.conversations().view(known);
    }

    private static RefusedException invalid(String why) {
        return new RefusedException(ProblemCode.INVALID_FIELD, why);
    }
}
