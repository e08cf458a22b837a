package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.TransportInUse;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Up and down the ladder, with scripted transports and a clock of the test's own. */
class RungsTest {

    private final ManualLoop loop = new ManualLoop();
    private final Map<TransportKind, ScriptedTransport> transports = new EnumMap<>(TransportKind.class);
    private final ServerClock clock = new ServerClock(() -> Instant.ofEpochMilli(5_000), loop::nanoTime);
    private final List<String> heard = new ArrayList<>();
    private final List<LinkStatus> statuses = new ArrayList<>();
    private final ClientMetrics metrics = new ClientMetrics();
    private ConnectionManager link = manager(TransportChoice.AUTO);

    @Test
    void aBlockedWebSocketLeadsToServerSentEventsAndThoseToLongPolls() {
        link.connect();
        loop.runAll();
        fail(TransportKind.WEBSOCKET, 3);
        fail(TransportKind.SSE, 3);
        welcome(TransportKind.POLL);
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
        assertThat(link.transport()).isEqualTo(TransportKind.POLL);
        assertThat(metrics.snapshot().transport()).isEqualTo(TransportInUse.LONG_POLL);
        assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(3);
        assertThat(attempts(TransportKind.SSE)).isEqualTo(3);
    }

    @Test
    void silenceBlocksAsARefusalDoes() {
        link.connect();
        loop.advance(Duration.ofSeconds(40));
        assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(3);
        assertThat(attempts(TransportKind.SSE)).isEqualTo(1);
    }

    @Test
    void aServerThatIsNotThereIsNoReasonToClimbDown() {
        link.connect();
        loop.runAll();
        for (int i = 0; i < 20; i++) {
            end(TransportKind.WEBSOCKET, CloseCode.UNREACHABLE);
        }
        assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(21);
        assertThat(attempts(TransportKind.SSE)).isZero();
    }

    @Test
    void whatCarriedIsKeptWhileTheServerIsAway() {
        link.connect();
        loop.runAll();
        fail(TransportKind.WEBSOCKET, 3);
        fail(TransportKind.SSE, 3);
        welcome(TransportKind.POLL);
        last(TransportKind.POLL).listener.received(new Frame.Poke(1));
        loop.runAll();
        for (int i = 0; i < 10; i++) {
            end(TransportKind.POLL, CloseCode.UNREACHABLE);
        }
        welcome(TransportKind.POLL);
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
        assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(3);
        loop.advance(Ladder.TRY_SOON);
        assertThat(attempts(TransportKind.WEBSOCKET))
                .as("the world may have changed")
                .isEqualTo(4);
    }

    @Test
    void aRungThatWasNotTriedYetIsTriedSoon() {
        link.connect();
        loop.runAll();
        long before = loop.nanoTime();
        fail(TransportKind.WEBSOCKET, 3);
        fail(TransportKind.SSE, 3);
        assertThat(attempts(TransportKind.POLL)).isEqualTo(1);
        // At most 1, 2 and 1 s, then 2, 4 and 1 s.
        assertThat(Duration.ofNanos(loop.nanoTime() - before)).isLessThan(Duration.ofSeconds(11));
    }

    @Test
    void aProxyThatLetsOnlyTheWelcomeThroughIsABlockToo() {
        link.connect();
        for (int i = 0; i < 3; i++) {
            loop.runAll();
            welcome(TransportKind.WEBSOCKET);
            loop.advance(Duration.ofSeconds(61));
        }
        loop.advance(Duration.ofSeconds(2));
        assertThat(attempts(TransportKind.SSE)).isEqualTo(1);
    }

    @Test
    void theWebSocketIsTriedBesideTheFallbackAndTakesOverWithItsWelcome() {
        onFallback();
        statuses.clear();
        ScriptedTransport.Scripted sse = last(TransportKind.SSE);
        loop.advance(Duration.ofSeconds(1));
        alive(TransportKind.SSE, Duration.ofMinutes(5));
        assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(4);
        assertThat(sse.closed).isFalse();

        ScriptedTransport.Scripted trial = last(TransportKind.WEBSOCKET);
        heard.clear();
        trial.listener.opened();
        loop.runAll();
        assertThat(trial.sent(Frame.Hello.class)).hasSize(1);
        // The server knows one connection of a device: it ends the old one, and that may be heard first.
        sse.listener.closed(CloseCode.REPLACED, "newer");
        loop.runAll();
        trial.listener.received(welcomeFrame());
        loop.runAll();

        assertThat(heard).containsExactly("lost", "welcome");
        assertThat(statuses).as("nobody sees a gap").isEmpty();
        assertThat(link.transport()).isEqualTo(TransportKind.WEBSOCKET);
        assertThat(sse.closed).isTrue();
        assertThat(metrics.snapshot().transport()).isEqualTo(TransportInUse.WEBSOCKET);
        assertThat(metrics.snapshot().counters().get(Counter.TRANSPORT_SWITCHES))
                .isEqualTo(1);
        assertThat(link.send(typing())).isTrue();
        loop.runAll();
        assertThat(trial.sent(Frame.Typing.class)).hasSize(1);
    }

    @Test
    void aTrialThatFailsLeavesTheFallbackAlone() {
        onFallback();
        heard.clear();
        for (int trial = 1; trial <= 3; trial++) {
            alive(TransportKind.SSE, Duration.ofMinutes(5));
            assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(3 + trial);
            last(TransportKind.WEBSOCKET).listener.closed(CloseCode.ABNORMAL, "426");
            loop.runAll();
        }
        assertThat(heard).containsOnly("Poke");
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
        assertThat(link.transport()).isEqualTo(TransportKind.SSE);
        assertThat(attempts(TransportKind.SSE)).isEqualTo(1);
    }

    @Test
    void aTrialWhoseWelcomeIsLostAfterItEndedTheFallbackLeadsBackToTheFallback() {
        onFallback();
        alive(TransportKind.SSE, Duration.ofMinutes(5));
        last(TransportKind.WEBSOCKET).listener.opened();
        loop.runAll();
        last(TransportKind.SSE).listener.closed(CloseCode.SUPERSEDED, "superseded");
        last(TransportKind.WEBSOCKET).listener.closed(CloseCode.ABNORMAL, "cut");
        loop.advance(Duration.ofSeconds(1));
        assertThat(attempts(TransportKind.SSE)).isEqualTo(2);
        welcome(TransportKind.SSE);
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
    }

    @Test
    void aNetworkChangeTriesTheWebSocketSoon() {
        onFallback();
        link.probe();
        loop.runAll();
        last(TransportKind.SSE).listener.received(new Frame.Pong(1, 6_000));
        loop.advance(Duration.ofSeconds(1));
        assertThat(attempts(TransportKind.WEBSOCKET)).isEqualTo(4);
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
    }

    @Test
    void aWokenComputerIsBackOverWhatCarriedLast() {
        onFallback();
        link.probe();
        loop.advance(Duration.ofMillis(2_500));
        assertThat(attempts(TransportKind.SSE)).isEqualTo(2);
        welcome(TransportKind.SSE);
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
    }

    @ParameterizedTest
    @EnumSource(TransportKind.class)
    void aCopiedDeviceStaysAwayOnEveryTransport(TransportKind kind) {
        TransportChoice choice = switch (kind) {
            case WEBSOCKET -> TransportChoice.WS;
            case SSE -> TransportChoice.SSE;
            case POLL -> TransportChoice.POLL;
        };
        link = manager(choice);
        link.connect();
        loop.runAll();
        welcome(kind);
        last(kind).listener.closed(CloseCode.REPLACED, "another instance");
        loop.advance(Duration.ofMinutes(30));
        assertThat(link.status()).isEqualTo(LinkStatus.REPLACED);
        assertThat(attempts(kind)).isEqualTo(1);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void aHiddenWindowSlowsTheHeartbeatAndGathersReceiptsAndNothingElse() {
        link.connect();
        loop.runAll();
        welcome(TransportKind.WEBSOCKET);
        ScriptedTransport.Scripted socket = last(TransportKind.WEBSOCKET);
        link.mode(Frame.Mode.BACKGROUND);
        loop.runAll();
        assertThat(socket.sent(Frame.Ping.class).getLast().mode()).contains(Frame.Mode.BACKGROUND);
        int pings = socket.sent(Frame.Ping.class).size();
        link.send(new Frame.Receipt(conversation(1), 1, 1));
        link.send(new Frame.Receipt(conversation(1), 3, 2));
        link.send(new Frame.Receipt(conversation(2), 9, 9));
        link.send(typing());
        loop.runAll();
        assertThat(socket.sent(Frame.Typing.class)).hasSize(1);
        assertThat(socket.sent(Frame.Receipt.class)).isEmpty();
        loop.advance(Duration.ofSeconds(5));
        assertThat(socket.sent(Frame.Receipt.class))
                .containsExactly(new Frame.Receipt(conversation(1), 3, 2), new Frame.Receipt(conversation(2), 9, 9));
        loop.advance(Duration.ofSeconds(90));
        assertThat(socket.sent(Frame.Ping.class)).hasSize(pings);
        loop.advance(Duration.ofSeconds(30));
        assertThat(socket.sent(Frame.Ping.class)).hasSize(pings + 1);
        socket.listener.received(new Frame.Pong(1, 6_000));
        link.send(new Frame.Receipt(conversation(1), 4, 4));
        link.mode(Frame.Mode.ACTIVE);
        loop.runAll();
        assertThat(socket.sent(Frame.Receipt.class)).hasSize(3);
        assertThat(socket.sent(Frame.Ping.class).getLast().mode()).contains(Frame.Mode.ACTIVE);
    }

    /** On server-sent events, because WebSockets are blocked. */
    private void onFallback() {
        link.connect();
        loop.runAll();
        fail(TransportKind.WEBSOCKET, 3);
        welcome(TransportKind.SSE);
        last(TransportKind.SSE).listener.received(new Frame.Poke(1));
        loop.runAll();
    }

    private void fail(TransportKind kind, int times) {
        for (int i = 0; i < times; i++) {
            end(kind, CloseCode.ABNORMAL);
        }
    }

    /** Ends the attempt and waits for the next one. */
    private void end(TransportKind kind, int code) {
        int before = attempts();
        last(kind).listener.closed(code, "blocked");
        loop.runAll();
        for (int waited = 0; attempts() == before; waited += 10) {
            assertThat(waited).as("ms").isLessThanOrEqualTo(31_000);
            loop.advance(Duration.ofMillis(10));
        }
    }

    private int attempts() {
        return transports.values().stream().mapToInt(t -> t.attempts.size()).sum();
    }

    /** Lets time pass on a connection that lives. */
    private void alive(TransportKind kind, Duration duration) {
        for (long left = duration.toSeconds(); left > 0; left -= 10) {
            loop.advance(Duration.ofSeconds(10));
            last(kind).listener.received(new Frame.Poke(1));
            loop.runAll();
        }
    }

    private void welcome(TransportKind kind) {
        last(kind).listener.opened();
        loop.runAll();
        last(kind).listener.received(welcomeFrame());
        loop.runAll();
    }

    private Frame.Welcome welcomeFrame() {
        Frame.ServerLimits limits = new Frame.ServerLimits(65_536, 8_000, 100);
        return new Frame.Welcome("e", 42, 6_000 + loop.nanoTime() / 1_000_000, 30_000, limits, Frame.Resume.OK);
    }

    private ScriptedTransport.Scripted last(TransportKind kind) {
        return transport(kind).last();
    }

    private int attempts(TransportKind kind) {
        return transport(kind).attempts.size();
    }

    private ScriptedTransport transport(TransportKind kind) {
        return transports.computeIfAbsent(kind, ignored -> new ScriptedTransport());
    }

    private static ConversationId conversation(long number) {
        return new ConversationId(new UUID(0, number));
    }

    private static Frame.Typing typing() {
        return new Frame.Typing(conversation(7), Optional.empty(), true);
    }

    private ConnectionManager manager(TransportChoice choice) {
        Position cursor = new Position(Optional.of("e"), 42, Optional.empty());
        ConnectionManager manager = new ConnectionManager(
                loop,
                new ConnectionManager.Parts(
                        this::transport, choice, new FakeSession(), () -> cursor, clock, new Random(1), metrics),
                "instance");
        manager.listen(new Heard());
        manager.subscribe(statuses::add);
        return manager;
    }

    private final class Heard implements ServerLink.Listener {

        @Override
        public void welcomed(Frame.Welcome welcome) {
            heard.add("welcome");
        }

        @Override
        public void received(Frame frame) {
            heard.add(frame.getClass().getSimpleName());
        }

        @Override
        public void head(long ev) {}

        @Override
        public void unreadable(String raw, String why) {
            heard.add("unreadable");
        }

        @Override
        public void lost() {
            heard.add("lost");
        }
    }
}
