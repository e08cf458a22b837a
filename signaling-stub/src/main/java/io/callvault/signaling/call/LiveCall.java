package io.callvault.signaling.call;

import io.callvault.model.call.CallParty;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that rings or runs. What happens to it happens in {@link #then steps}, each after the end of the one before: that an
 * accept is on disk before the answer behind it goes out, and that only one accept is the first, both come of this.
 */
final class LiveCall {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

    /** Devices of the called person that are told of the end even while they are away. */
    private static final int MOST_MET = 16;

    /**
     * What is agreed from the invite on.
     *
     * @param invite as the called devices are told
     * @param stored whether it is in the database; calls of guests are not
     */
    record Terms(ConversationId conversation, CallParty caller, UserId called, Frame.Call invite, boolean stored) {

        long expiresAt() {
            return invite.expiresAt();
        }
    }

    sealed interface Phase {}

    /** The invite is being written. */
    record Opening() implements Phase {}

    record Ringing(Terms terms) implements Phase {}

    record Running(Terms terms, CallParty answerer) implements Phase {}

    record Over() implements Phase {}

    private final CallId id;
    private final Set<DeviceId> met = new LinkedHashSet<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Phase phase = new Opening();
    private volatile long seenMs;
    private CompletionStage<?> last = CompletableFuture.completedStage(true);

    LiveCall(CallId id) {
        this.id = id;
    }

    /** As it was before the server started. */
    LiveCall(CallId id, Phase phase, long nowMs) {
        this.id = id;
        this.phase = phase;
        this.seenMs = nowMs;
    }

    CallId id() {
        return id;
    }

    /** Does it when everything before is done. Completes with it; failures of one step do not stop the next. */
    synchronized CompletionStage<?> then(Supplier<CompletionStage<?>> step) {
        CompletionStage<?> next = last.handle((done, failure) -> true)
                .thenCompose(ready -> step.get())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("a step of a call failed", failure);
                    }
                });
        last = next;
        return next;
    }

    Phase phase() {
        return phase;
    }

    /** Within a step. */
    void become(Phase next) {
        phase = next;
    }

    Optional<Terms> terms() {
        return switch (phase) {
            case Ringing(Terms terms) -> Optional.of(terms);
            case Running(Terms terms, CallParty answerer) -> Optional.of(terms);
            case Opening o -> Optional.empty();
            case Over o -> Optional.empty();
        };
    }

    /** When it began to ring, as far as that tells older calls from newer ones. */
    long startedMs() {
        return terms().map(Terms::expiresAt).orElse(Long.MAX_VALUE);
    }

    /** Whether what it sends is about this call: while it rings every device of the called person, then one of the two. */
    boolean concerns(CallParty who) {
        return switch (phase) {
            case Ringing(Terms terms) ->
                who.equals(terms.caller()) || who.userId().equals(terms.called());
            case Running(Terms terms, CallParty answerer) -> who.equals(terms.caller()) || who.equals(answerer);
            case Opening o -> false;
            case Over o -> false;
        };
    }

    /** This device of the called person takes part; false when that are too many. Within a step. */
    boolean meet(DeviceId device) {
        return met.contains(device) || (met.size() < MOST_MET && met.add(device));
    }

    /** Devices of the called person that rang or were written to. Within a step. */
    List<DeviceId> met() {
        return List.copyOf(met);
    }

    /** One of its two devices is connected at this time, Unix milliseconds. */
    void seen(long nowMs) {
        seenMs = nowMs;
    }

    long seenMs() {
        return seenMs;
    }

    /** Whether nobody ends it for its age yet. */
    boolean sweep() {
        return sweeping.compareAndSet(false, true);
    }
}
