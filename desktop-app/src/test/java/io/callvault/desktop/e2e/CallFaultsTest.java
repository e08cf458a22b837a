package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls while servers stop, apps end, and a person has two devices. */
class CallFaultsTest {

    /** The promise is about 10,000; sending them takes 40 s, and the whole suite has 15 min. */
    private static final int HISTORY = Integer.getInteger("callvault.call.history", 3_000);

    private static final Duration RINGS_WITHIN = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final AtomicLong aheadMs = new AtomicLong();
    private SignalingServer server;
    private Caller ann;
    private Caller ben;

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(config());
        ann = new Caller(folder.resolve("ann"), server.uri());
        ben = new Caller(folder.resolve("ben"), server.uri());
        ann.client().signUp("ann");
        ben.client().signUp("ben");
        ann.client().befriend(ben.client());
    }

    @AfterEach
    void stop() {
        ben.close();
        ann.close();
        server.close();
    }

    private ServerConfig config() {
        return ServerConfig.in(folder.resolve("server"))
                .withLimits(RateLimits.off())
                .withClock(() -> Instant.now().plusMillis(aheadMs.get()));
    }

    private void restart() throws ServerStartException {
        int port = server.port();
        server.close();
        ann.client().until(() -> ann.client().core().link().status() != LinkStatus.ONLINE);
        server = SignalingServer.start(config().withPort(port));
        List.of(ann, ben).forEach(each -> each.client().core().networkChanged());
        ann.client().online();
        ben.client().online();
    }

    @Test
    void theServerMayStopAndStartWhileItRingsAndWhileTheyTalk() throws ServerStartException {
        ann.callAndRing("ben", ben);
        restart();
        ben.accept();
        ann.is(CallView.Phase.CONNECTED);
        ben.is(CallView.Phase.CONNECTED);
        restart();
        assertThat(ann.view().phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(ben.view().phase()).isEqualTo(CallView.Phase.CONNECTED);
        ben.hangUp();
        ann.ended(CallEnd.HUNG_UP);
        ben.ended(CallEnd.HUNG_UP);
    }

    @Test
    void nobodyAnswersForAMinute() {
        ann.callAndRing("ben", ben);
        aheadMs.addAndGet(61_000);
        ann.ended(CallEnd.TIMEOUT);
        ben.ended(CallEnd.TIMEOUT);
        ben.past(past -> past.incoming() && !past.answered() && past.end() == CallEnd.TIMEOUT);
        await().until(() -> !ben.lines("ann").isEmpty());
        assertThat(ben.lines("ann").getFirst().missed()).isTrue();
    }

    @Test
    void theFirstOfTwoDevicesHasTheCallAndANewDeviceSeesTheHistory() throws ProfileException {
        try (Caller laptop = new Caller(folder.resolve("ben-laptop"), server.uri())) {
            laptop.client().recover(ben.client().core().account().recoveryKey().orElseThrow());
            laptop.client().until(() -> laptop.client().conversation("ann").isPresent());
            ann.callAndRing("ben", ben);
            laptop.is(CallView.Phase.RINGING);
            laptop.accept();
            ann.is(CallView.Phase.CONNECTED);
            laptop.is(CallView.Phase.CONNECTED);
            ben.ended(CallEnd.ANSWERED_ELSEWHERE);
            laptop.hangUp();
            ann.ended(CallEnd.HUNG_UP);
            // The line of the call tells the device that did not take it how it went.
            ben.past(past -> past.incoming() && past.answered() && past.end() == CallEnd.HUNG_UP);
        }
        try (Caller tablet = new Caller(folder.resolve("ben-tablet"), server.uri())) {
            tablet.client().recover(ben.client().core().account().recoveryKey().orElseThrow());
            tablet.past(
                    past -> past.incoming() && past.answered() && past.person().equals("The ann"));
        }
    }

    @Test
    void whoClosesTheAppHangsUpAndACallThatACrashCutOffGetsItsLine() throws ProfileException {
        ann.connectWith("ben", ben);
        ben.client().close();
        ann.ended(CallEnd.HUNG_UP);
        ben.client().restart(true);
        ben.client().online();
        await().until(() -> ann.lines("ben").size() == 1);
        // As a crash leaves it: begun, answered, never ended.
        CallId id = new CallId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0001L));
        ConversationId conversation = ann.client().with("ben");
        TestClient.done(ann.client().core().store().update(tx -> {
            tx.calls().begun(conversation, true, new Body.Call(id, false, false, CallEnd.OTHER, 1, 0));
            tx.calls().goesOn(id, 30);
        }));
        ann.client().restart(true);
        Body.Call line = new Body.Call(id, false, true, CallEnd.CONNECTION_LOST, 1, 30);
        await().until(() -> ben.lines("ann").contains(line));
        ann.client().restart(true);
        assertThat(ann.lines("ben")).containsOnlyOnce(line);
    }

    @Test
    void aCallRingsWhileALongHistoryIsFetched() {
        ben.client().airplaneMode(true);
        for (int i = 0; i < HISTORY; i++) {
            ann.client().write("ben", "m" + i);
            if (i % 500 == 499) {
                int sent = i;
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                ann.client().conversation("ben").orElseThrow().lastSeq() >= sent - 200);
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ann.client().conversation("ben").orElseThrow().lastSeq() >= HISTORY);
        ben.client().airplaneMode(false);
        ben.client().until(() -> ben.client().conversation("ann").orElseThrow().unread() > 0);
        long begin = System.nanoTime();
        ann.call("ben", false);
        int behind = HISTORY - ben.client().conversation("ann").orElseThrow().unread();
        ben.is(CallView.Phase.RINGING);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "FIGURE call in a sync: rings after %d ms, begun with %d of %d messages still to come%n",
                took.toMillis(), behind, HISTORY);
        assertThat(took).isLessThan(RINGS_WITHIN);
        assertThat(Optional.of(behind)).get().matches(left -> left > 0, "the sync was running");
    }
}
