package io.callvault.signaling.call;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.call.LiveCall.Opening;
import io.callvault.signaling.call.LiveCall.Over;
import io.callvault.signaling.call.LiveCall.Ringing;
import io.callvault.signaling.call.LiveCall.Running;
import io.callvault.signaling.call.LiveCall.Terms;
import io.callvault.signaling.metric.CallOutcome;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.store.Store;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a frame does to its call: the table of docs/calls.md. Every method runs as a step of its call ({@link LiveCall#then}). What
 * must outlive a crash is on disk before anybody is told.
 */
final class CallSteps {

    private static final Logger LOG = LoggerFactory.getLogger(CallSteps.class);

    private final Store store;
    private final CallBook book;
    private final Postman post;
    private final ServerMetrics metrics;
    private final InstantSource clock;

    CallSteps(Store store, CallBook book, Postman post, ServerMetrics metrics, InstantSource clock) {
        this.store = store;
        this.book = book;
        this.post = post;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A frame that is no invite. */
    CompletionStage<?> take(LiveCall call, CallParty from, CallKind kind, Frame.Call frame) {
        switch (call.phase()) {
            case Ringing(Terms terms) -> {
                if (from.equals(terms.caller())) {
                    return ofCaller(call, terms, kind, frame);
                }
                if (from.userId().equals(terms.called())) {
                    return ofCalled(call, terms, from, kind, frame);
                }
            }
            case Running(Terms terms, CallParty answerer) -> {
                if (from.equals(terms.caller())) {
                    return running(call, terms, new Way(from, answerer), kind, frame);
                }
                if (from.equals(answerer)) {
                    return running(call, terms, new Way(from, terms.caller()), kind, frame);
                }
                if (from.userId().equals(terms.called())) {
                    if (kind == CallKind.ACCEPT) {
                        elsewhere(terms, from);
                    }
                    return completedStage(false); // It has not heard yet that another device has the call.
                }
            }
            case Opening o -> {}
            case Over o -> {}
        }
        stranger(kind, from, frame);
        return completedStage(false);
    }

    /** A frame that fits no call. Who hangs up what is over already has what it wants. */
    void stranger(CallKind kind, CallParty from, Frame.Call frame) {
        if (kind != CallKind.HANGUP) {
            post.refuse(frame, from);
        }
    }

    private CompletionStage<?> ofCaller(LiveCall call, Terms terms, CallKind kind, Frame.Call frame) {
        switch (kind) {
            case ICE ->
                frame.to()
                        .filter(call::meet)
                        .ifPresent(device ->
                                post.pass(terms, frame, terms.caller(), new CallParty(terms.called(), device)));
            case HANGUP -> {
                return end(
                        call,
                        terms,
                        CallOutcome.CANCELLED,
                        () -> called(call, terms).forEach(device -> post.pass(terms, frame, terms.caller(), device)));
            }
            // Nothing else makes sense before somebody has accepted; it may have crossed with a decline.
            case INVITE, RINGING, ACCEPT, DECLINE, BUSY, OFFER, ANSWER, RESTART, STATE, ANSWERED_ELSEWHERE -> {}
        }
        return completedStage(true);
    }

    private CompletionStage<?> ofCalled(LiveCall call, Terms terms, CallParty from, CallKind kind, Frame.Call frame) {
        switch (kind) {
            case RINGING -> {
                call.meet(from.deviceId());
                post.pass(terms, frame, from, terms.caller());
            }
            case ACCEPT -> {
                return accept(call, terms, from, frame);
            }
            case DECLINE -> {
                return refused(call, terms, from, frame, CallOutcome.DECLINED);
            }
            case BUSY -> {
                return refused(call, terms, from, frame, CallOutcome.BUSY);
            }
            case HANGUP -> {
                return refused(call, terms, from, frame, CallOutcome.CANCELLED);
            }
            // Before it accepts its address is its own, and so is everything that could tell it.
            case INVITE, ICE, OFFER, ANSWER, RESTART, STATE, ANSWERED_ELSEWHERE -> {}
        }
        return completedStage(true);
    }

    private CompletionStage<?> accept(LiveCall call, Terms terms, CallParty from, Frame.Call frame) {
        if (clock.millis() >= terms.expiresAt()) {
            return end(call, CallOutcome.TIMEOUT, CallEnd.TIMEOUT);
        }
        CompletionStage<Boolean> taken = terms.stored()
                ? store.write(tables -> tables.calls().accept(call.id(), from.deviceId()))
                : completedStage(true);
        return taken.handle((first, failure) -> {
            if (failure != null || !first) {
                LOG.warn("an accept could not be stored, the call rings on: {}", String.valueOf(failure));
                post.refuse(frame, from);
                return false;
            }
            call.seen(clock.millis());
            call.become(new Running(terms, from));
            post.pass(terms, frame, from, terms.caller());
            elsewhere(call, terms, from);
            return true;
        });
    }

    private CompletionStage<?> refused(
            LiveCall call, Terms terms, CallParty from, Frame.Call frame, CallOutcome outcome) {
        return end(call, terms, outcome, () -> {
            post.pass(terms, frame, from, terms.caller());
            elsewhere(call, terms, from);
        });
    }

    /** Who says it, and who hears it. */
    private record Way(CallParty from, CallParty to) {}

    private CompletionStage<?> running(LiveCall call, Terms terms, Way way, CallKind kind, Frame.Call frame) {
        boolean byCaller = way.from().equals(terms.caller());
        boolean meant = frame.to().isEmpty() || frame.to().get().equals(way.to().deviceId());
        switch (kind) {
            case HANGUP -> {
                return end(call, terms, CallOutcome.HUNG_UP, () -> post.pass(terms, frame, way.from(), way.to()));
            }
            case ICE, STATE, RESTART -> pass(meant, terms, way, frame);
            case OFFER -> pass(meant && byCaller, terms, way, frame);
            // An accept may be sent again by a device that does not know whether the first one arrived.
            case ANSWER, ACCEPT -> pass(meant && !byCaller, terms, way, frame);
            case INVITE, RINGING, DECLINE, BUSY, ANSWERED_ELSEWHERE -> {}
        }
        return completedStage(true);
    }

    /** What is meant for another device crossed with the accept: nobody needs it any more. */
    private void pass(boolean allowed, Terms terms, Way way, Frame.Call frame) {
        if (allowed) {
            post.pass(terms, frame, way.from(), way.to());
        }
    }

    /** The called person's devices that may ring: those that are here, and those that were. */
    private Set<CallParty> called(LiveCall call, Terms terms) {
        Set<DeviceId> devices = new LinkedHashSet<>(post.lines().devices(terms.called()));
        devices.addAll(call.met());
        Set<CallParty> all = new LinkedHashSet<>();
        devices.forEach(device -> all.add(new CallParty(terms.called(), device)));
        return all;
    }

    private void elsewhere(LiveCall call, Terms terms, CallParty but) {
        called(call, terms).stream().filter(other -> !other.equals(but)).forEach(other -> elsewhere(terms, other));
    }

    private void elsewhere(Terms terms, CallParty to) {
        post.say(terms.invite().callId(), terms.conversation(), to, new CallSignal.AnsweredElsewhere());
    }

    /** The server ends it, and tells all that take part. */
    CompletionStage<?> end(LiveCall call, CallOutcome outcome, CallEnd told) {
        Optional<Terms> open = call.terms();
        if (open.isEmpty()) {
            return completedStage(false);
        }
        Terms terms = open.get();
        Set<CallParty> all = call.phase() instanceof Running(Terms same, CallParty answerer)
                ? new LinkedHashSet<>(Set.of(answerer))
                : called(call, terms);
        all.add(terms.caller());
        return end(
                call,
                terms,
                outcome,
                () -> all.forEach(
                        party -> post.say(call.id(), terms.conversation(), party, new CallSignal.Hangup(told))));
    }

    private CompletionStage<?> end(LiveCall call, Terms terms, CallOutcome outcome, Runnable tell) {
        call.become(new Over()); // What comes from now on fits no call.
        CompletionStage<Boolean> written = terms.stored()
                ? store.write(tables -> {
                    tables.calls().end(call.id(), clock.millis());
                    return true;
                })
                : completedStage(true);
        return written.handle((done, failure) -> {
            if (failure != null) {
                // A disk that is full must not keep two people from hanging up; after a crash the call ends by its age.
                LOG.warn("the end of a call could not be stored: {}", failure.toString());
            }
            book.remove(call);
            metrics.ended(outcome);
            tell.run();
            return true;
        });
    }
}
