package io.callvault.signaling.server;

import static io.callvault.signaling.testing.Caller.ACCEPT;
import static io.callvault.signaling.testing.Caller.INVITE;
import static io.callvault.signaling.testing.Caller.hangup;
import static io.callvault.signaling.testing.Caller.ice;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.account.RateLimits.Rate;
import io.callvault.signaling.store.disk.QuotaDisk;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Talk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too fast, too much, too many, and a disk that is full: the call ends, the connections and everybody else's calls go on. */
class CallBoundsTest {

    @TempDir
    private Path data;

    /** Two friends, connected. */
    private record Scene(
            SignalingServer server, Person ada, Person ben, Talk adas, Talk bens, ConversationId conversation)
            implements AutoCloseable {

        static Scene start(ServerConfig config) throws ServerStartException {
            SignalingServer server = SignalingServer.start(config);
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            ConversationId conversation = ada.befriend(ben);
            return new Scene(server, ada, ben, ada.connect(), ben.connect(), conversation);
        }

        Caller caller(CallId id) {
            return Caller.of(adas, ada, id, conversation);
        }

        Caller called(CallId id) {
            return Caller.of(bens, ben, id, conversation);
        }

        /** A running call. */
        CallId talk() {
            CallId id = newCall();
            caller(id).say(INVITE);
            called(id).hear(INVITE);
            called(id).say(ACCEPT);
            caller(id).hear(ACCEPT);
            return id;
        }

        @Override
        public void close() {
            adas.close();
            bens.close();
            server.close();
        }
    }

    private static CallId newCall() {
        return new CallId(Person.IDS.next());
    }

    @Test
    void whoInvitesTooOftenIsRefusedAndTheCallBeforeGoesOn() throws ServerStartException {
        RateLimits limits = RateLimits.generous().withCalls(new Rate(3, 0), Rate.unlimited());
        try (Scene scene = Scene.start(ServerConfig.in(data).withLimits(limits))) {
            CallId last = newCall();
            for (CallId id : new CallId[] {newCall(), newCall(), last}) {
                scene.caller(id).say(INVITE);
                scene.called(id).hear(INVITE);
            }
            Caller tooOften = scene.caller(newCall());
            tooOften.say(INVITE);
            tooOften.hear(hangup(CallEnd.UNAVAILABLE));
            scene.called(last).say(ACCEPT);
            scene.caller(last).hear(ACCEPT);
            assertThat(scene.server().connections()).isEqualTo(2);
        }
    }

    @Test
    void onePersonHoldsAFewCallsAtOnce() throws ServerStartException {
        try (Scene scene = Scene.start(ServerConfig.in(data))) {
            for (int i = 0; i < 4; i++) {
                scene.talk();
            }
            // The device does not know of the fourth-last any more, or would not begin another one.
            Caller fifth = scene.caller(newCall());
            fifth.say(INVITE);
            scene.called(fifth.call()).hear(INVITE);
            scene.bens().await(Frame.Call.class, frame -> frame.kind().equals("hangup"));
            assertThat(scene.server().connections()).isEqualTo(2);
        }
    }

    @Test
    void aFloodOfSignalsEndsItsCallAndNothingElse() throws ServerStartException {
        RateLimits limits = RateLimits.generous().withCalls(Rate.unlimited(), new Rate(20, 0));
        try (Scene scene = Scene.start(ServerConfig.in(data).withLimits(limits))) {
            CallId id = scene.talk();
            Caller caller = scene.caller(id);
            Caller desk = scene.called(id);
            for (int i = 0; i < 19; i++) {
                caller.say(ice("candidate:" + i));
                desk.hear(ice("candidate:" + i));
            }
            caller.say(ice("one too many"));
            desk.hear(hangup(CallEnd.UNAVAILABLE));
            caller.hear(hangup(CallEnd.UNAVAILABLE));
            scene.adas().send(scene.ada().text(scene.conversation(), "still here"));
            scene.adas().await(Frame.Ack.class);
            assertThat(scene.server().connections()).isEqualTo(2);
        }
    }

    /** More than the network between the two takes. */
    @Test
    void aDeviceThatReadsNothingLosesItsCallAndKeepsItsConnection() throws ServerStartException {
        try (Scene scene = Scene.start(ServerConfig.in(data).withLimits(RateLimits.off()))) {
            CallId id = scene.talk();
            Caller caller = scene.caller(id);
            scene.bens().doze();
            CallSignal.Restart large = new CallSignal.Restart("x".repeat(39_000), 1);
            for (int i = 0; i < 1_000 && scene.server().activeCalls() > 0; i++) {
                caller.say(large);
            }
            caller.hear(hangup(CallEnd.UNAVAILABLE));
            scene.bens().wake();
            scene.bens().await(Frame.Call.class, frame -> frame.kind().equals("hangup"));
            scene.bens().send(scene.ben().text(scene.conversation(), "still here"));
            scene.bens().await(Frame.Ack.class);
        }
    }

    @Test
    void onAFullDiskNoCallBeginsAndARunningOneCanStillBeHungUp() throws Exception {
        QuotaDisk disk = QuotaDisk.of(Long.MAX_VALUE);
        try (Scene scene = Scene.start(ServerConfig.in(data).withDisk(disk))) {
            CallId id = scene.talk();
            Caller caller = scene.caller(id);
            Caller desk = scene.called(id);
            disk.limit(disk.used());
            Caller second = scene.caller(newCall());
            second.say(INVITE);
            second.hear(hangup(CallEnd.UNAVAILABLE));
            scene.called(second.call()).heardNothingMore();
            caller.say(ice("candidate:1"));
            desk.hear(ice("candidate:1"));
            desk.say(hangup(CallEnd.HUNG_UP));
            caller.hear(hangup(CallEnd.HUNG_UP));
            assertThat(scene.server().activeCalls()).isZero();
            disk.limit(Long.MAX_VALUE);
        }
    }
}
