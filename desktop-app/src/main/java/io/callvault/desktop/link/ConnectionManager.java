package io.callvault.desktop.link;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.news.Subscription;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection up: token, connect, hello, welcome, heartbeat, and again with backoff (PROTOCOL.md, "restart,
 * reconnect"), on the transport that the {@link Ladder} names. While a fallback lives, WebSockets are tried beside it; the
 * one with a welcome takes over as after a reconnect. All state changes on the loop.
 */
public final class ConnectionManager implements ServerLink, AutoCloseable {

    /** What the manager works with. */
    public record Parts(
            Function<TransportKind, Transport> transports,
            TransportChoice choice,
            Session session,
            ResumePoint resume,
            ServerClock clock,
            RandomGenerator random,
            ClientMetrics metrics) {}

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionManager.class);
    /** With the second in which a woken computer is noticed this stays below the 5 s within which it is current again. */
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(2_500);

    private final Loop loop;
    private final Parts parts;
    private final String instanceId;
    private final Outlet outlet;
    private final StatusBoard board;
    private final Line.Owner owner = new Ears();
    private volatile Optional<Listener> listener = Optional.empty();
    private boolean wanted;
    private int failures;
    /** Counts what was begun, so that a late token answers nothing. */
    private int generation;

    private Ladder ladder;
    private Frame.Mode mode = Frame.Mode.ACTIVE;
    private long heartbeatMs;
    private long pingNanos;
    private boolean carried;
    private Optional<Line> line = Optional.empty();
    private Optional<Line> trial = Optional.empty();
    /** The line in use has ended because of the trial, which now decides how it goes on. */
    private boolean heldForTrial;

    private Optional<Heartbeat> heartbeat = Optional.empty();
    private Loop.Timer retry = () -> {};
    private Loop.Timer nextTrial = () -> {};

    /**
     * @param instanceId new with every start of the app, the same that the transports use
     */
    public ConnectionManager(Loop loop, Parts parts, String instanceId) {
        this.loop = loop;
        this.parts = parts;
        this.instanceId = instanceId;
        this.board = new StatusBoard(parts.metrics());
        this.outlet = new Outlet(loop, parts.metrics());
        this.ladder = Ladder.start(parts.choice());
    }

    @Override
    public void listen(Listener newListener) {
        listener = Optional.of(newListener);
    }

    @Override
    public boolean send(Frame frame) {
        return status() == LinkStatus.ONLINE && outlet.offer(frame);
    }

    @Override
    public LinkStatus status() {
        return board.status();
    }

    @Override
    public Outlook outlook() {
        return board.outlook(parts.clock().nanoTime());
    }

    /** What carries the frames, or carried them last. */
    @Override
    public TransportKind transport() {
        return board.transport();
    }

    @Override
    public Subscription subscribe(Consumer<LinkStatus> consumer) {
        return board.subscribe(consumer);
    }

    @Override
    public void connect() {
        loop.execute(() -> {
            wanted = true;
            failures = 0;
            if (status() != LinkStatus.ONLINE && status() != LinkStatus.CONNECTING) {
                attempt();
            }
        });
    }

    @Override
    public void disconnect() {
        loop.execute(() -> stayAway(LinkStatus.OFFLINE));
    }

    /** As {@link #disconnect}, and says why: the session ended. */
    public void leave() {
        loop.execute(() -> stayAway(LinkStatus.SIGNED_OUT));
    }

    @Override
    public void probe() {
        loop.execute(() -> {
            if (status() == LinkStatus.ONLINE) {
                heartbeat.ifPresent(h -> h.probe(PROBE_TIMEOUT));
                tell(new Ladder.Event.NetworkChanged());
                awaitTrial();
            } else if (wanted && status() == LinkStatus.OFFLINE) {
                beginAnew();
            } else if (wanted && status() == LinkStatus.CONNECTING) {
                hurry(generation);
            }
        });
    }

    @Override
    public void renew() {
        loop.execute(() -> {
            if (wanted && status() != LinkStatus.REPLACED) {
                cutAndBeginAnew();
            }
        });
    }

    /** An attempt that began in another network may wait for an answer that cannot come. */
    private void hurry(int current) {
        loop.schedule(PROBE_TIMEOUT, () -> {
            if (current == generation && status() == LinkStatus.CONNECTING) {
                cutAndBeginAnew();
            }
        });
    }

    /** The same as a probe, but a person asks: also the way back from {@code REPLACED}. */
    @Override
    public void retryNow() {
        loop.execute(() -> {
            if (status() == LinkStatus.ONLINE) {
                probe();
            } else if (status() != LinkStatus.CONNECTING && wanted) {
                beginAnew();
            }
        });
    }

    /** How often the connection is heard of from now on; what the server pushes comes at once in every mode. Any thread. */
    public void mode(Frame.Mode newMode) {
        loop.execute(() -> {
            if (mode != newMode) {
                mode = newMode;
                LOG.debug("connection mode {}", newMode);
                outlet.receiptPause(Pace.receipts(newMode));
                heartbeat.ifPresent(h -> h.pace(interval()));
            }
        });
    }

    /** A renewed token for the connection that lives. */
    public void reauth(String accessToken) {
        send(new Frame.Reauth(accessToken));
    }

    @Override
    public void close() {
        disconnect();
    }

    private void stayAway(LinkStatus next) {
        wanted = false;
        board.noPlan();
        drop(next);
    }

    private void cutAndBeginAnew() {
        drop(LinkStatus.OFFLINE);
        beginAnew();
    }

    private void beginAnew() {
        failures = 0;
        tell(new Ladder.Event.NetworkChanged());
        attempt();
    }

    private void attempt() {
        retry.cancel();
        int current = ++generation;
        board.trying(failures);
        board.enter(LinkStatus.CONNECTING);
        withToken(current, token -> {
            switch (token) {
                case Session.Token.Valid valid -> call(valid.accessToken());
                case Session.Token.Unreachable() -> retryLater();
                case Session.Token.SignedOut() -> stayAway(LinkStatus.SIGNED_OUT);
            }
        });
    }

    private void withToken(int current, Consumer<Session.Token> use) {
        var _ = parts.session()
                .token()
                .whenComplete((token, failure) -> loop.execute(() -> {
                    if (current == generation) {
                        if (failure != null) {
                            LOG.error("asking for a token failed", failure);
                        }
                        use.accept(failure == null ? token : new Session.Token.Unreachable());
                    }
                }));
    }

    private void call(String accessToken) {
        Optional<Line> fresh = Line.of(loop, ladder.rung(), accessToken, instanceId, owner, parts);
        if (fresh.isEmpty()) {
            stayAway(LinkStatus.SIGNED_OUT);
            return;
        }
        line = fresh;
        fresh.get().open(parts.transports().apply(ladder.rung()));
    }

    private void online(Line fresh, Frame.Welcome welcome) {
        retry.cancel();
        failures = 0;
        carried = false;
        heartbeatMs = welcome.heartbeatMs();
        Heartbeat beat = new Heartbeat(loop, interval(), parts.random(), new Pulse());
        heartbeat = Optional.of(beat);
        outlet.lead(Optional.of(fresh));
        // First the state, then the news: who hears of the welcome sends at once.
        board.online(fresh.kind());
        listener.ifPresent(l -> l.welcomed(welcome));
        beat.start();
        if (mode != Frame.Mode.ACTIVE) {
            ping();
        }
        awaitTrial();
    }

    private void awaitTrial() {
        nextTrial.cancel();
        if (ladder.looksUp() && trial.isEmpty()) {
            nextTrial = loop.schedule(ladder.untilTrial(), this::tryWebSocket);
        }
    }

    /** Beside the living fallback, which stays until the WebSocket has its welcome. */
    private void tryWebSocket() {
        if (status() != LinkStatus.ONLINE || trial.isPresent()) {
            return;
        }
        withToken(generation, token -> {
            if (token instanceof Session.Token.Valid(String accessToken)
                    && status() == LinkStatus.ONLINE
                    && trial.isEmpty()) {
                trial = Line.of(loop, TransportKind.WEBSOCKET, accessToken, instanceId, owner, parts);
                trial.ifPresent(t -> t.open(parts.transports().apply(TransportKind.WEBSOCKET)));
            } else {
                tell(new Ladder.Event.TrialFailed());
                awaitTrial();
            }
        });
    }

    /** As a reconnect without the wait: what was on its way over the fallback is sent again with the same keys. */
    private void takeOver(Line webSocket, Frame.Welcome welcome) {
        LOG.info("WebSockets work again");
        generation++;
        trial = Optional.empty();
        heldForTrial = false;
        Optional<Line> old = line;
        line = Optional.of(webSocket);
        stopHeart();
        old.ifPresent(Line::close);
        outlet.lead(Optional.empty());
        tell(new Ladder.Event.TrialWelcomed());
        listener.ifPresent(Listener::lost);
        online(webSocket, welcome);
    }

    private void trialEnded(Line ended, int code) {
        trial = Optional.empty();
        tell(new Ladder.Event.TrialFailed());
        if (ended.greeted() && code == CloseCode.REPLACED) {
            replaced();
        } else if (heldForTrial) {
            retryLater();
        } else {
            awaitTrial();
        }
    }

    private void ended(Line ended, int code, String reason) {
        LOG.info("connection over {} ended: {} {}", ended.kind(), code, reason);
        if (trial.filter(Line::greeted).isPresent()) {
            // The server knows one connection of a device: the trial's hello may be what ended this one.
            heldForTrial = true;
            stopHeart();
        } else if (code == CloseCode.REPLACED) {
            replaced();
        } else {
            if (code == CloseCode.UNAUTHENTICATED) {
                parts.session().refused(ended.accessToken());
            }
            countFailure(code);
            retryLater();
        }
    }

    /** A server that says why has been heard, and one that is not there cannot be: neither is the transport's fault. */
    private void countFailure(int code) {
        boolean carries = status() == LinkStatus.ONLINE && carried;
        if (!carries && code < CloseCode.FIRST_OF_CVP) {
            TransportKind tried = ladder.rung();
            tell(code == CloseCode.UNREACHABLE ? new Ladder.Event.Unreachable() : new Ladder.Event.Failed());
            if (ladder.rung() != tried && ladder.looksUp()) {
                // A rung that was not tried yet has not earned a long wait; after all of them nothing is new.
                failures = 0;
            }
        }
    }

    private void retryLater() {
        failures++;
        Duration delay = Backoff.delay(failures, parts.random());
        // Before the news: who hears of it asks when.
        if (wanted) {
            board.tryingAt(failures, parts.clock().nanoTime() + delay.toNanos());
        } else {
            board.noPlan();
        }
        drop(LinkStatus.OFFLINE);
        if (wanted) {
            LOG.debug("next attempt over {} in {} ms", ladder.rung(), delay.toMillis());
            retry = loop.schedule(delay, this::attempt);
        }
    }

    private void replaced() {
        board.noPlan();
        drop(LinkStatus.REPLACED);
    }

    /** Ends whatever lives and forgets it before it can answer. */
    private void drop(LinkStatus next) {
        generation++;
        retry.cancel();
        nextTrial.cancel();
        stopHeart();
        Optional<Line> old = line;
        Optional<Line> tried = trial;
        line = Optional.empty();
        trial = Optional.empty();
        heldForTrial = false;
        boolean wasOnline = status() == LinkStatus.ONLINE;
        board.enter(next);
        outlet.lead(Optional.empty());
        old.ifPresent(Line::close);
        tried.ifPresent(Line::close);
        if (wasOnline) {
            listener.ifPresent(Listener::lost);
        }
    }

    private void stopHeart() {
        heartbeat.ifPresent(Heartbeat::stop);
        heartbeat = Optional.empty();
    }

    private void tell(Ladder.Event event) {
        Ladder after = ladder.after(event);
        if (after.rung() != ladder.rung()) {
            LOG.info("from {} to {}", ladder.rung(), after.rung());
        }
        ladder = after;
    }

    private Duration interval() {
        return Duration.ofMillis(mode.heartbeatMs(heartbeatMs));
    }

    private void ping() {
        pingNanos = parts.clock().nanoTime();
        send(new Frame.Ping(parts.resume().position().ev(), parts.clock().millis(), Optional.of(mode)));
    }

    /** Hears the lines. */
    private final class Ears implements Line.Owner {

        @Override
        public void welcomed(Line from, Frame.Welcome welcome) {
            if (isTrial(from)) {
                takeOver(from, welcome);
            } else {
                online(from, welcome);
            }
        }

        @Override
        public void heard(Line from, Frame frame) {
            if (isTrial(from)) {
                return;
            }
            heartbeat.ifPresent(Heartbeat::sawLife);
            parts.metrics().count(Counter.FRAMES_DOWN);
            if (!carried && status() == LinkStatus.ONLINE) {
                carried = true;
                tell(new Ladder.Event.Carries());
            }
            switch (frame) {
                case Frame.Pong pong -> {
                    parts.clock().sample(pingNanos, pong.serverTime());
                    listener.ifPresent(l -> l.head(pong.ev()));
                }
                case Frame.Ping ping -> {
                    send(new Frame.Pong(ping.ev(), parts.clock().millis()));
                    listener.ifPresent(l -> l.head(ping.ev()));
                }
                default -> listener.ifPresent(l -> l.received(frame));
            }
        }

        @Override
        public void unreadable(Line from, String raw, String why) {
            if (!isTrial(from)) {
                listener.ifPresent(l -> l.unreadable(raw, why));
            }
        }

        @Override
        public void roomAgain(Line from) {
            outlet.flush();
        }

        @Override
        public void ended(Line from, int code, String reason) {
            if (isTrial(from)) {
                trialEnded(from, code);
            } else {
                ConnectionManager.this.ended(from, code, reason);
            }
        }

        private boolean isTrial(Line from) {
            return trial.filter(from::equals).isPresent();
        }
    }

    private final class Pulse implements Heartbeat.Pulse {

        @Override
        public void ask() {
            ping();
        }

        @Override
        public void missed() {
            parts.metrics().count(Counter.HEARTBEATS_MISSED);
            LOG.debug("a heartbeat was not answered");
        }

        @Override
        public void dead(boolean probed) {
            LOG.info("no sign of life");
            if (probed) {
                cutAndBeginAnew();
            } else {
                countFailure(CloseCode.ABNORMAL);
                retryLater();
            }
        }
    }
}
