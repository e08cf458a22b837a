package io.callvault.rtc.webrtc;

import static org.awaitility.Awaitility.await;

import io.callvault.rtc.CallEngine;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import java.time.Duration;

/** Two ends that speak to each other. */
record Call(End caller, End called) implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(15);

    /** A low tone and clock 1 on the caller's side, a high one and clock 2 on the other. */
    static Call between(CallEngine engine) {
        return of(
                engine,
                End.plan("caller", End.tone(End.LOW), End.picture(1)),
                End.plan("called", End.tone(End.HIGH), End.picture(2)));
    }

    static Call of(CallEngine engine, PeerPlan calling, PeerPlan called) {
        Call call = new Call(new End(engine, calling), new End(engine, called));
        call.caller.speakTo(call.called);
        call.called.speakTo(call.caller);
        call.caller.peer().offer(false);
        return call;
    }

    void awaitConnected() {
        await().atMost(LIMIT).until(() -> caller.is(PeerState.CONNECTED) && called.is(PeerState.CONNECTED));
    }

    /** Each has heard and seen something of the other. */
    void awaitMedia() {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LIMIT)
                .until(() -> caller.first.size() == 2 && called.first.size() == 2);
    }

    /** Both closed, and both have heard so. */
    @Override
    public void close() {
        caller.close();
        called.close();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LIMIT)
                .until(() -> caller.is(PeerState.CLOSED) && called.is(PeerState.CLOSED));
    }
}
