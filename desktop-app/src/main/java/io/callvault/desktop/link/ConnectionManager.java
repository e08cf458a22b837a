package io.callvault.desktop.link;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection up: token, connect, hello, welcome, heartbeat, and again with backoff (PROTOCOL.md, "restart,
 * reconnect"). All state changes on the loop; each attempt has a generation, and what older ones still say is ignored.
 */
public final class ConnectionManager implements ServerLink, AutoCloseable {

    /** What the manager works with. */
    public record Parts(
            Transport transport, Session session, ResumePoint resume, ServerClock clock, RandomGenerator random) {}

    /** What the screens are told of the next attempt. */
    private record Plan(int failures, Optional<Long> dueNanos) {
        static final Plan NONE = new Plan(0, Optional.empty());
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionManager.class);
    private static final Duration WELCOME_TIMEOUT = Duration.ofSeconds(10);
    /** Two of these stay below the 5 s within which a woken computer is current again. */
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(2_500);
    /** Frames given to the socket beyond this wait in the lanes, where a call can still overtake them. */
    private static final int MAX_BUFFERED = 8;

    private static final Duration DRAIN_CHECK = Duration.ofMillis(2);

    private final Loop loop;
    private final Parts parts;
    private final String instanceId;
    private final Lanes lanes = new Lanes();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final Topic<LinkStatus> topic = new Topic<>();
    private volatile Optional<Listener> listener = Optional.empty();
    private volatile LinkStatus status = LinkStatus.OFFLINE;
    private volatile Plan plan = Plan.NONE;
    private boolean wanted;
    private int failures;
    private int generation;
    private long pingNanos;
    private Optional<Transport.Connection> connection = Optional.empty();
    private Optional<Heartbeat> heartbeat = Optional.empty();
    private Loop.Timer timer = () -> {};

    /**
     * @param instanceId new with every start of the app
     */
    public ConnectionManager(Loop loop, Parts parts, String instanceId) {
        this.loop = loop;
        this.parts = parts;
        this.instanceId = instanceId;
    }

    @Override
    public void listen(Listener newListener) {
        listener = Optional.of(newListener);
    }

    @Override
    public boolean send(Frame frame) {
        if (status != LinkStatus.ONLINE || !lanes.offer(frame)) {
            return false;
        }
        if (flushing.compareAndSet(false, true)) {
            loop.execute(this::flush);
        }
        return true;
    }

    @Override
    public LinkStatus status() {
        return status;
    }

    @Override
    public Outlook outlook() {
        Plan now = plan;
        return new Outlook(
                now.failures(),
                now.dueNanos()
                        .map(due ->
                                Duration.ofNanos(Math.max(0, due - parts.clock().nanoTime()))));
    }

    @Override
    public Subscription subscribe(Consumer<LinkStatus> consumer) {
        return topic.subscribe(consumer);
    }

    @Override
    public void connect() {
        loop.execute(() -> {
            wanted = true;
            failures = 0;
            if (status != LinkStatus.ONLINE && status != LinkStatus.CONNECTING) {
                attempt();
            }
        });
    }

    @Override
    public void disconnect() {
        loop.execute(() -> {
            wanted = false;
            plan = Plan.NONE;
            drop(LinkStatus.OFFLINE);
        });
    }

    /** As {@link #disconnect}, and says why: the session ended. */
    public void leave() {
        loop.execute(() -> {
            wanted = false;
            plan = Plan.NONE;
            drop(LinkStatus.SIGNED_OUT);
        });
    }

    @Override
    public void probe() {
        loop.execute(() -> {
            if (status == LinkStatus.ONLINE) {
                heartbeat.ifPresent(h -> h.probe(PROBE_TIMEOUT));
            } else if (wanted && status == LinkStatus.OFFLINE) {
                failures = 0;
                attempt();
            }
        });
    }

    /** The same as a probe, but a person asks: also the way back from {@code REPLACED}. */
    @Override
    public void retryNow() {
        loop.execute(() -> {
            if (status == LinkStatus.ONLINE) {
                probe();
            } else if (status != LinkStatus.CONNECTING && wanted) {
                failures = 0;
                attempt();
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

    private void attempt() {
        timer.cancel();
        int current = ++generation;
        plan = new Plan(failures, Optional.empty());
        enter(LinkStatus.CONNECTING);
        var _ = parts.session()
                .token()
                .whenComplete((token, failure) -> loop.execute(() -> {
                    if (current == generation) {
                        if (failure != null) {
                            LOG.error("asking for a token failed", failure);
                        }
                        authorized(current, failure == null ? token : new Session.Token.Unreachable());
                    }
                }));
    }

    private void authorized(int current, Session.Token token) {
        Optional<DeviceId> device =
                parts.session().signature().map(s -> s.signer().device());
        if (token instanceof Session.Token.Valid valid && device.isPresent()) {
            Attempt attempt = new Attempt(current, valid.accessToken(), device.get());
            timer = loop.schedule(WELCOME_TIMEOUT, () -> attempt.closed(CloseCode.ABNORMAL, "no welcome in time"));
            connection = Optional.of(parts.transport().open(attempt));
        } else if (token instanceof Session.Token.Unreachable) {
            retryLater();
        } else {
            wanted = false;
            plan = Plan.NONE;
            drop(LinkStatus.SIGNED_OUT);
        }
    }

    private void welcomed(Frame.Welcome welcome, long helloNanos) {
        timer.cancel();
        failures = 0;
        plan = Plan.NONE;
        parts.clock().sample(helloNanos, welcome.serverTime());
        Heartbeat beat = new Heartbeat(loop, Duration.ofMillis(welcome.heartbeatMs()), this::ping, this::silent);
        heartbeat = Optional.of(beat);
        // First the state, then the news: who hears of the welcome sends at once.
        enter(LinkStatus.ONLINE);
        listener.ifPresent(l -> l.welcomed(welcome));
        beat.start();
    }

    private void ended(int code, String reason, String accessToken) {
        LOG.info("connection ended: {} {}", code, reason);
        if (code == CloseCode.REPLACED) {
            plan = Plan.NONE;
            drop(LinkStatus.REPLACED);
        } else {
            if (code == CloseCode.UNAUTHENTICATED) {
                parts.session().refused(accessToken);
            }
            retryLater();
        }
    }

    private void retryLater() {
        failures++;
        Duration delay = Backoff.delay(failures, parts.random());
        // Before the news: who hears of it asks when.
        plan = wanted ? new Plan(failures, Optional.of(parts.clock().nanoTime() + delay.toNanos())) : Plan.NONE;
        drop(LinkStatus.OFFLINE);
        if (wanted) {
            LOG.debug("next attempt in {} ms", delay.toMillis());
            timer = loop.schedule(delay, this::attempt);
        }
    }

    /** Ends whatever lives and forgets it before it can answer. */
    private void drop(LinkStatus next) {
        generation++;
        timer.cancel();
        heartbeat.ifPresent(Heartbeat::stop);
        heartbeat = Optional.empty();
        Optional<Transport.Connection> old = connection;
        connection = Optional.empty();
        boolean wasOnline = status == LinkStatus.ONLINE;
        enter(next);
        lanes.clear();
        old.ifPresent(Transport.Connection::close);
        if (wasOnline) {
            listener.ifPresent(Listener::lost);
        }
    }

    private void enter(LinkStatus next) {
        if (status != next) {
            status = next;
            LOG.debug("link is {}", next);
            topic.publish(next);
        }
    }

    private void ping() {
        pingNanos = parts.clock().nanoTime();
        send(new Frame.Ping(parts.resume().position().ev(), parts.clock().millis()));
    }

    private void silent() {
        LOG.info("no sign of life");
        retryLater();
    }

    private void flush() {
        flushing.set(false);
        Optional<Transport.Connection> open = connection;
        if (open.isEmpty() || status != LinkStatus.ONLINE) {
            return;
        }
        while (open.get().buffered() < MAX_BUFFERED) {
            Optional<Frame> next = lanes.poll();
            if (next.isEmpty()) {
                return;
            }
            open.get().send(next.get());
        }
        // The library does not tell when its queue drains.
        if (flushing.compareAndSet(false, true)) {
            loop.schedule(DRAIN_CHECK, this::flush);
        }
    }

    private void take(Frame frame, Attempt attempt) {
        heartbeat.ifPresent(Heartbeat::sawLife);
        switch (frame) {
            case Frame.Welcome welcome when status == LinkStatus.CONNECTING -> welcomed(welcome, attempt.helloNanos);
            case Frame.Welcome again -> LOG.debug("a second welcome is ignored");
            case Frame.Pong pong -> {
                parts.clock().sample(pingNanos, pong.serverTime());
                heartbeat.ifPresent(Heartbeat::answered);
                listener.ifPresent(l -> l.head(pong.ev()));
            }
            case Frame.Ping ping -> {
                send(new Frame.Pong(ping.ev(), parts.clock().millis()));
                listener.ifPresent(l -> l.head(ping.ev()));
            }
            default -> listener.ifPresent(l -> l.received(frame));
        }
    }

    /** One connection's ears; everything hops to the loop and is dropped there if a newer attempt has begun. */
    private final class Attempt implements Transport.Listener {

        private final int own;
        private final String accessToken;
        private final DeviceId device;
        private long helloNanos;

        Attempt(int own, String accessToken, DeviceId device) {
            this.own = own;
            this.accessToken = accessToken;
            this.device = device;
        }

        @Override
        public void opened() {
            hop(() -> {
                Position cursor = parts.resume().position();
                helloNanos = parts.clock().nanoTime();
                Frame.Hello hello = new Frame.Hello(
                        Frame.PROTO, accessToken, device, instanceId, cursor.epoch(), cursor.ev(), cursor.eventId());
                connection.ifPresent(c -> c.send(hello));
            });
        }

        @Override
        public void received(Frame frame) {
            hop(() -> take(frame, this));
        }

        @Override
        public void unreadable(String raw, String why) {
            hop(() -> listener.ifPresent(l -> l.unreadable(raw, why)));
        }

        @Override
        public void closed(int code, String reason) {
            hop(() -> ended(code, reason, accessToken));
        }

        private void hop(Runnable task) {
            loop.execute(() -> {
                if (own == generation) {
                    task.run();
                }
            });
        }
    }
}
