package io.callvault.signaling.server;

import static io.callvault.signaling.testing.Caller.ACCEPT;
import static io.callvault.signaling.testing.Caller.INVITE;
import static io.callvault.signaling.testing.Caller.hangup;
import static io.callvault.signaling.testing.Caller.ice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.ServerProcess;
import io.callvault.signaling.testing.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody was told of a call outlives the server, and what is over stays over. */
class CallRestartTest {

    @TempDir
    private Path folder;

    private final CallId id = new CallId(Person.IDS.next());
    private ConversationId conversation = Person.IDS.conversationId();

    private Caller at(Person person) {
        return Caller.of(person.connect(), person, id, conversation);
    }

    @Test
    void killedWhileItRingsWhileItRunsAndAfterItIsOver() {
        Path data = folder.resolve("data");
        ServerProcess server = ServerProcess.launch(data, 0);
        try {
            URI uri = server.ready();
            Person ada = Person.signUp(uri, "ada");
            Person ben = Person.signUp(uri, "ben");
            Person bens2 = ben.anotherDevice();
            conversation = ada.befriend(ben);
            Caller caller = at(ada);
            caller.say(INVITE);
            long expiresAt = at(ben).hear(INVITE).expiresAt();

            server = again(server, data, uri);
            Caller desk = at(ben);
            caller = at(ada);
            assertThat(desk.hear(INVITE).expiresAt()).isEqualTo(expiresAt);
            caller.say(INVITE); // Its answer may have been lost, so it is sent again.
            caller.heardNothingMore();
            desk.say(ACCEPT);
            caller.hear(ACCEPT);

            server = again(server, data, uri);
            Caller phone = at(bens2);
            phone.heardNothingMore();
            phone.say(ACCEPT);
            phone.hear(new CallSignal.AnsweredElsewhere());
            caller = at(ada);
            desk = at(ben);
            desk.say(ice("candidate:1"));
            caller.hear(ice("candidate:1"));
            caller.say(hangup(CallEnd.HUNG_UP));
            desk.hear(hangup(CallEnd.HUNG_UP));

            server = again(server, data, uri);
            desk = at(ben);
            desk.heardNothingMore();
            caller = at(ada);
            caller.say(INVITE);
            caller.hear(hangup(CallEnd.UNAVAILABLE));
        } finally {
            server.close();
        }
    }

    private static ServerProcess again(ServerProcess old, Path data, URI uri) {
        old.kill();
        ServerProcess next = ServerProcess.launch(data, uri.getPort());
        next.ready();
        return next;
    }

    @Test
    void aCallThatRangOutWhileTheServerWasAwayIsOver() throws ServerStartException {
        SettableClock clock = new SettableClock();
        ServerConfig config = ServerConfig.in(folder.resolve("data")).withClock(clock);
        Person ada;
        Person ben;
        int port;
        try (SignalingServer first = SignalingServer.start(config)) {
            port = first.port();
            ada = Person.signUp(first.uri(), "ada");
            ben = Person.signUp(first.uri(), "ben");
            conversation = ada.befriend(ben);
            Caller caller = at(ada);
            caller.say(INVITE);
            at(ben).hear(INVITE);
        }
        clock.forward(Duration.ofSeconds(61));
        try (SignalingServer second = SignalingServer.start(config.withPort(port))) {
            Caller desk = at(ben);
            desk.heardNothingMore();
            at(ada).hear(hangup(CallEnd.TIMEOUT));
            assertThat(second.connections()).isEqualTo(2);
        }
    }

    /** The fault: a server that tells before it has written would ring for a call that a crash then undoes. */
    @Test
    void nobodyHearsOfAnInviteOrAnAcceptBeforeItIsOnTheDisk() throws ServerStartException {
        AtomicBoolean armed = new AtomicBoolean();
        AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
        ServerConfig config = ServerConfig.in(folder.resolve("data")).withPoints(point -> {
            if (point == Point.AFTER_COMMIT && armed.compareAndSet(true, false)) {
                try {
                    gate.get().await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        try (SignalingServer server = SignalingServer.start(config)) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            conversation = ada.befriend(ben);
            Caller caller = at(ada);
            Caller desk = at(ben);
            CountDownLatch first = hold(gate, armed);
            caller.say(INVITE);
            await().until(() -> !armed.get());
            desk.heardNothingMore();
            first.countDown();
            desk.hear(INVITE);
            CountDownLatch second = hold(gate, armed);
            desk.say(ACCEPT);
            desk.say(ice("candidate:1"));
            await().until(() -> !armed.get());
            caller.heardNothingMore();
            second.countDown();
            caller.hear(ACCEPT);
            caller.hear(ice("candidate:1"));
        }
    }

    private static CountDownLatch hold(AtomicReference<CountDownLatch> gate, AtomicBoolean armed) {
        CountDownLatch latch = new CountDownLatch(1);
        gate.set(latch);
        armed.set(true);
        return latch;
    }
}
