package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionManagerTest {

    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 7));

    private final ManualLoop loop = new ManualLoop();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final FakeSession session = new FakeSession();
    private final ServerClock clock = new ServerClock(() -> Instant.ofEpochMilli(5_000), loop::nanoTime);
    private final Heard heard = new Heard();
    private final List<LinkStatus> statuses = new ArrayList<>();
    private final ConnectionManager link = manager();

    @Test
    void saysHelloAndIsOnlineWithTheWelcome() {
        online();
        Frame.Hello hello = transport.last().sent(Frame.Hello.class).getFirst();
        assertThat(hello.accessToken()).isEqualTo("t1");
        assertThat(hello.deviceId()).isEqualTo(session.signer.device());
        assertThat(hello.lastEventSeq()).isEqualTo(42);
        assertThat(statuses).containsExactly(LinkStatus.CONNECTING, LinkStatus.ONLINE);
        assertThat(heard.log).containsExactly("welcome");
        assertThat(clock.offsetMs()).isEqualTo(1_000);
    }

    @Test
    void comesBackWithGrowingWaitsAndAtOnceWhenProbed() {
        link.connect();
        loop.runAll();
        for (int failure = 1; failure <= 7; failure++) {
            transport.last().listener.closed(CloseCode.UNREACHABLE, "refused");
            loop.runAll();
            assertThat(link.status()).isEqualTo(LinkStatus.OFFLINE);
            int before = transport.attempts.size();
            loop.advance(Duration.ofSeconds(Math.min(30, 1L << (failure - 1))));
            assertThat(transport.attempts).hasSize(before + 1);
        }
        transport.last().listener.closed(CloseCode.UNREACHABLE, "refused");
        loop.runAll();
        int before = transport.attempts.size();
        link.probe();
        loop.runAll();
        assertThat(transport.attempts).hasSize(before + 1);
        assertThat(loop.waiting()).as("only the welcome's time limit").isEqualTo(1);
    }

    @Test
    void aConnectionWhoseNetworkIsGoneIsMadeAnewAtOnce() {
        online();
        int before = transport.attempts.size();
        link.renew();
        loop.runAll();
        assertThat(statuses).endsWith(LinkStatus.OFFLINE, LinkStatus.CONNECTING);
        assertThat(transport.attempts).as("no probe, no wait").hasSize(before + 1);
        link.renew();
        loop.runAll();
        assertThat(transport.attempts).as("nor for an attempt that began there").hasSize(before + 2);
        transport.last().listener.closed(CloseCode.UNREACHABLE, "no network");
        loop.runAll();
        link.renew();
        loop.runAll();
        assertThat(transport.attempts).as("nor between attempts").hasSize(before + 3);
        link.disconnect();
        loop.runAll();
        link.renew();
        loop.runAll();
        assertThat(transport.attempts).as("but only if somebody wants one").hasSize(before + 3);
    }

    @Test
    void tellsHowManyAttemptsFailedAndWhenTheNextOneComes() {
        online();
        assertThat(link.outlook()).isEqualTo(LinkMonitor.Outlook.QUIET);
        List<LinkMonitor.Outlook> told = new ArrayList<>();
        link.subscribe(status -> told.add(link.outlook()));
        transport.last().listener.closed(CloseCode.ABNORMAL, "cut");
        loop.runAll();
        Duration left = link.outlook().nextAttempt().orElseThrow();
        assertThat(told.getLast().nextAttempt()).as("known with the news").contains(left);
        assertThat(left).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        loop.advance(left);
        assertThat(link.status()).isEqualTo(LinkStatus.CONNECTING);
        assertThat(link.outlook()).isEqualTo(new LinkMonitor.Outlook(1, Optional.empty()));
        transport.last().listener.closed(CloseCode.ABNORMAL, "refused");
        loop.runAll();
        assertThat(link.outlook().failures()).isEqualTo(2);
        transport.last().listener.closed(CloseCode.REPLACED, "elsewhere");
        link.leave();
        loop.runAll();
        assertThat(link.outlook()).as("nobody comes by himself now").isEqualTo(LinkMonitor.Outlook.QUIET);
    }

    @Test
    void whatAnOldConnectionSaysIsIgnored() {
        online();
        ScriptedTransport.Scripted old = transport.last();
        old.listener.closed(CloseCode.ABNORMAL, "cut");
        loop.runAll();
        assertThat(heard.log).containsExactly("welcome", "lost");
        online();
        old.listener.received(new Frame.Poke(9));
        old.listener.closed(CloseCode.ABNORMAL, "again");
        loop.runAll();
        assertThat(heard.log).containsExactly("welcome", "lost", "welcome");
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
    }

    @Test
    void aConnectionThatDiesAnywhereBetweenTwoHeartbeatsIsFoundWithinTwo() {
        for (int diesAfterMs = 0; diesAfterMs <= 30_000; diesAfterMs += 1_500) {
            online();
            int pings = transport.last().sent(Frame.Ping.class).size();
            loop.advance(Duration.ofMillis(diesAfterMs));
            ScriptedTransport.Scripted dying = transport.last();
            dying.listener.received(new Frame.Poke(1));
            loop.advance(Duration.ofMillis(59_999));
            assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
            assertThat(dying.sent(Frame.Ping.class)).as("it was asked twice").hasSizeGreaterThanOrEqualTo(pings + 2);
            loop.advance(Duration.ofMillis(1));
            assertThat(dying.closed)
                    .as("died %s ms after the welcome", diesAfterMs)
                    .isTrue();
            assertThat(heard.log).endsWith("lost");
            loop.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void anAnsweredConnectionLives() {
        online();
        for (int beat = 0; beat < 20; beat++) {
            int asked = transport.last().sent(Frame.Ping.class).size();
            loop.advance(Duration.ofSeconds(30));
            assertThat(transport.last().sent(Frame.Ping.class)).hasSizeGreaterThan(asked);
            transport.last().listener.received(new Frame.Pong(42, 6_000 + loop.nanoTime() / 1_000_000));
            loop.runAll();
        }
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
        assertThat(transport.attempts).hasSize(1);
    }

    @Test
    void aProbeFindsADeadConnectionWithinItsLimit() {
        online();
        link.probe();
        loop.advance(Duration.ofMillis(2_500));
        assertThat(heard.log).containsExactly("welcome", "lost");
    }

    @Test
    void aProbeKeepsALivingConnection() {
        online();
        link.probe();
        loop.runAll();
        transport.last().listener.received(new Frame.Pong(42, 6_000));
        loop.advance(Duration.ofSeconds(20));
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
    }

    @Test
    void anAttemptThatBeganInAnotherNetworkIsGivenUpSoon() {
        link.connect();
        loop.advance(Duration.ofSeconds(1));
        link.probe();
        loop.advance(Duration.ofMillis(2_499));
        assertThat(transport.attempts).hasSize(1);
        loop.advance(Duration.ofMillis(1));
        assertThat(transport.attempts).hasSize(2);
        assertThat(transport.attempts.getFirst().closed).isTrue();
        link.probe();
        transport.last().listener.opened();
        loop.runAll();
        transport
                .last()
                .listener
                .received(new Frame.Welcome(
                        "e", 42, 9_500, 30_000, new Frame.ServerLimits(65_536, 8_000, 100), Frame.Resume.OK));
        loop.advance(Duration.ofSeconds(10));
        assertThat(transport.attempts).as("one that gets its welcome stays").hasSize(2);
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
    }

    @Test
    void aReplacedDeviceStaysAwayUntilAsked() {
        online();
        transport.last().listener.closed(CloseCode.REPLACED, "another instance");
        loop.advance(Duration.ofMinutes(5));
        assertThat(link.status()).isEqualTo(LinkStatus.REPLACED);
        assertThat(transport.attempts).hasSize(1);
        link.retryNow();
        loop.runAll();
        assertThat(transport.attempts).hasSize(2);
    }

    @Test
    void aRefusedTokenIsRenewedAndASignedOutSessionEndsTheAttempts() {
        online();
        transport.last().listener.closed(CloseCode.UNAUTHENTICATED, "expired");
        loop.advance(Duration.ofSeconds(1));
        assertThat(session.refused).containsExactly("t1");
        transport.last().listener.opened();
        loop.runAll();
        assertThat(transport.last().sent(Frame.Hello.class).getFirst().accessToken())
                .isEqualTo("t2");
        session.scripted = Optional.of(new Session.Token.SignedOut());
        transport.last().listener.closed(CloseCode.UNAUTHENTICATED, "expired");
        loop.advance(Duration.ofMinutes(2));
        assertThat(link.status()).isEqualTo(LinkStatus.SIGNED_OUT);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void aServerThatNeverWelcomesIsLeft() {
        link.connect();
        loop.runAll();
        transport.last().listener.opened();
        loop.advance(Duration.ofSeconds(10));
        assertThat(transport.attempts.getFirst().closed).isTrue();
    }

    @Test
    void callsOvertakeMessagesThatWaitForTheSocket() {
        online();
        transport.last().room = 0;
        for (int i = 0; i < 300; i++) {
            boolean taken = link.send(new Frame.Receipt(new ConversationId(new UUID(1, i)), 1, 1));
            assertThat(taken).isEqualTo(i < Lanes.Lane.RECEIPT.bound());
        }
        assertThat(link.send(new Frame.Typing(CONVERSATION, Optional.empty(), true)))
                .isTrue();
        assertThat(link.send(new Frame.Call(
                        new CallId(new UUID(0, 3)),
                        "hangup",
                        CONVERSATION,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        "",
                        Bytes.copyOf(new byte[64]))))
                .isTrue();
        loop.runAll();
        transport.last().room = 8;
        loop.advance(Duration.ofMillis(10));
        List<Frame> sent = transport.last().sent;
        assertThat(sent.get(1)).isInstanceOf(Frame.Call.class);
        assertThat(sent.getLast()).isInstanceOf(Frame.Typing.class);
        assertThat(sent).hasSize(1 + 256 + 2);
    }

    @Test
    void nothingIsTakenWhileOffline() {
        assertThat(link.send(new Frame.EvAck(1))).isFalse();
        online();
        assertThat(link.send(new Frame.EvAck(1))).isTrue();
        link.disconnect();
        loop.runAll();
        assertThat(link.send(new Frame.EvAck(1))).isFalse();
        assertThat(transport.last().sent(Frame.EvAck.class)).hasSize(1);
    }

    private void online() {
        link.connect();
        loop.runAll();
        transport.last().listener.opened();
        loop.runAll();
        Frame.ServerLimits limits = new Frame.ServerLimits(65_536, 8_000, 100);
        long serverTime = 6_000 + loop.nanoTime() / 1_000_000;
        transport.last().listener.received(new Frame.Welcome("e", 42, serverTime, 30_000, limits, Frame.Resume.OK));
        loop.runAll();
    }

    private ConnectionManager manager() {
        Position cursor = new Position(Optional.of("e"), 42, Optional.empty());
        ConnectionManager manager = new ConnectionManager(
                loop,
                new ConnectionManager.Parts(
                        kind -> transport,
                        TransportChoice.AUTO,
                        session,
                        () -> cursor,
                        clock,
                        new Random(1),
                        new ClientMetrics()),
                "instance");
        manager.listen(heard);
        manager.subscribe(statuses::add);
        return manager;
    }

    private static final class Heard implements ServerLink.Listener {

        private final List<String> log = new ArrayList<>();

        @Override
        public void welcomed(Frame.Welcome welcome) {
            log.add("welcome");
        }

        @Override
        public void received(Frame frame) {
            log.add(frame.getClass().getSimpleName());
        }

        @Override
        public void head(long ev) {}

        @Override
        public void unreadable(String raw, String why) {
            log.add("unreadable");
        }

        @Override
        public void lost() {
            log.add("lost");
        }
    }
}
