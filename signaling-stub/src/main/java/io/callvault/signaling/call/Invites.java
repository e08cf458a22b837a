package io.callvault.signaling.call;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody.ContactState;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.call.LiveCall.Over;
import io.callvault.signaling.call.LiveCall.Ringing;
import io.callvault.signaling.call.LiveCall.Terms;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.relay.Failures;
import io.callvault.signaling.store.CallTable;
import io.callvault.signaling.store.ConversationTable.Conversation;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a call begins: who may call whom, and that the invite is on disk before anybody hears of it. Steps of a call. */
final class Invites {

    private static final Logger LOG = LoggerFactory.getLogger(Invites.class);

    /** Where conversations are. */
    record Rooms(Store store, CallRooms guests) {}

    private final Rooms rooms;
    private final CallBook book;
    private final CallSteps steps;
    private final Postman post;
    private final ServerMetrics metrics;
    private final InstantSource clock;

    Invites(Rooms rooms, CallBook book, CallSteps steps, Postman post, ServerMetrics metrics, InstantSource clock) {
        this.rooms = rooms;
        this.book = book;
        this.steps = steps;
        this.post = post;
        this.metrics = metrics;
        this.clock = clock;
    }

    static Terms terms(CallTable.Row row) {
        return new Terms(row.conversation(), row.caller(), row.called(), told(row), true);
    }

    private static Frame.Call told(CallTable.Row row) {
        return new Frame.Call(
                row.id(),
                CallKind.INVITE.wireName(),
                row.conversation(),
                Optional.of(row.caller()),
                Optional.empty(),
                row.expiresMs(),
                row.payload(),
                row.sig());
    }

    CompletionStage<?> open(LiveCall call, Principal who, Frame.Call frame) {
        CallParty from = new CallParty(who.user().id(), who.device());
        Optional<UserId> partner =
                rooms.guests().partner(frame.conversationId(), who.user().id());
        if (partner.isPresent()) {
            if (book.hasRoom(from.userId(), partner.get())) {
                CallTable.Row row = row(frame, from, partner.get());
                ring(call, new Terms(row.conversation(), from, row.called(), told(row), false));
            } else {
                refuse(call, frame, from);
            }
            return completedStage(true);
        }
        return rooms.store()
                .<CallTable.Row>write(tables -> {
                    CallTable.Row row = row(frame, from, called(tables, who.user(), frame.conversationId()));
                    if (tables.calls().known(row.id())) {
                        throw new RefusedException(ProblemCode.CONFLICT, "this call is over");
                    }
                    if (!book.hasRoom(from.userId(), row.called())) {
                        throw new RefusedException(ProblemCode.RATE_LIMITED, "too many calls at once");
                    }
                    tables.calls().insert(row, clock.millis());
                    return row;
                })
                .handle((row, failure) -> {
                    if (failure == null) {
                        ring(call, terms(row));
                    } else {
                        LOG.debug(
                                "an invite was refused: {}",
                                Failures.cause(failure).toString());
                        refuse(call, frame, from);
                    }
                    return true;
                });
    }

    private CallTable.Row row(Frame.Call frame, CallParty from, UserId called) {
        return new CallTable.Row(
                frame.callId(),
                frame.conversationId(),
                from,
                called,
                frame.payload(),
                frame.sig(),
                clock.millis() + CallRelay.RING_MS,
                Optional.empty());
    }

    /** The other one of two people who have accepted each other. */
    private static UserId called(Tables tables, UserKey caller, ConversationId id) throws RefusedException {
        Conversation conversation = tables.conversations()
                .ofMember(id, caller)
                .filter(found -> found.kind() == ConversationKind.DIRECT)
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_MEMBER, "no conversation of two"));
        UserKey other = tables.conversations().members(conversation.num()).stream()
                .filter(member -> !member.equals(caller))
                .findFirst()
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_MEMBER, "nobody else is there"));
        if (tables.contacts().find(caller, other).state() != ContactState.ACCEPTED
                || tables.contacts().find(other, caller).state() != ContactState.ACCEPTED) {
            throw new RefusedException(ProblemCode.FORBIDDEN, "the two are no contacts");
        }
        return other.id();
    }

    private void ring(LiveCall call, Terms terms) {
        metrics.count(Counter.CALL_INVITES);
        call.become(new Ringing(terms));
        post.lines()
                .devices(terms.called())
                .forEach(device -> post.send(new CallParty(terms.called(), device), terms.invite()));
    }

    private void refuse(LiveCall call, Frame.Call frame, CallParty from) {
        call.become(new Over());
        book.remove(call);
        post.refuse(frame, from);
    }

    /** The same invite again changes nothing; another one under the same id is none. */
    CompletionStage<?> again(LiveCall call, CallParty from, Frame.Call frame) {
        Optional<Terms> terms = call.terms();
        boolean same = terms.isPresent()
                && terms.get().caller().equals(from)
                && terms.get().conversation().equals(frame.conversationId())
                && terms.get().invite().payload().equals(frame.payload());
        if (!same) {
            steps.stranger(CallKind.INVITE, from, frame);
        }
        return completedStage(same);
    }
}
