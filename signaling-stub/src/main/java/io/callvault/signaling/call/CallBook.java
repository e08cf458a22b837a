package io.callvault.signaling.call;

import io.callvault.model.call.CallParty;
import io.callvault.model.id.CallId;
import io.callvault.model.id.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that ring or run; bounded. Any thread. */
final class CallBook {

    /** All of them: about 400 MB with the largest descriptions, 100 MB with usual ones. */
    static final int MOST = 10_000;

    /** A person talks once and has a few calls whose end was lost. */
    static final int MOST_OF_CALLER = 4;

    /** So many may ring somebody at once. */
    static final int MOST_OF_CALLED = 32;

    private final Map<CallId, LiveCall> calls = new ConcurrentHashMap<>();

    Optional<LiveCall> find(CallId id) {
        return Optional.ofNullable(calls.get(id));
    }

    /** Enters a new call. The one that already has this id, if there is one; nothing is entered then. */
    Optional<LiveCall> enter(LiveCall fresh) {
        return Optional.ofNullable(calls.putIfAbsent(fresh.id(), fresh));
    }

    void remove(LiveCall call) {
        calls.remove(call.id(), call);
    }

    Collection<LiveCall> all() {
        return calls.values();
    }

    int count() {
        return calls.size();
    }

    /** Whether one more fits. */
    boolean hasRoom(UserId caller, UserId called) {
        long made = 0;
        long got = 0;
        for (LiveCall call : calls.values()) {
            Optional<LiveCall.Terms> terms = call.terms();
            if (terms.isPresent()) {
                made += terms.get().caller().userId().equals(caller) ? 1 : 0;
                got += terms.get().called().equals(called) ? 1 : 0;
            }
        }
        return calls.size() <= MOST && made < MOST_OF_CALLER && got < MOST_OF_CALLED;
    }

    /** Running calls of this device as their caller beyond the newest: it begins another one, so it knows of none of these. */
    List<LiveCall> staleOf(CallParty caller) {
        return calls.values().stream()
                .filter(call -> call.phase() instanceof LiveCall.Running(LiveCall.Terms terms, CallParty other)
                        && terms.caller().equals(caller))
                .sorted(Comparator.comparingLong(LiveCall::startedMs).reversed())
                .skip(MOST_OF_CALLER - 1)
                .toList();
    }
}
