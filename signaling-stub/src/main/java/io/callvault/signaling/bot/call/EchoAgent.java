package io.callvault.signaling.bot.call;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.CallEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device of the echo contact that takes calls, up to a bound; who calls beyond it hears {@code busy}. It has one thread; its
 * connection comes back by itself, and calls go on meanwhile. Any thread may call its methods.
 */
final class EchoAgent implements Agent, EchoCall.Desk {

    private static final Logger LOG = LoggerFactory.getLogger(EchoAgent.class);

    private static final long LOOK_MS = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final AgentLetter.Credentials credentials;
    private final CallEngine engine;
    private final EchoCall.Patience patience;
    private final AgentSelf self;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final RelayList relays;
    private final String instance = UUID.randomUUID().toString();
    private final Chores chores = new Chores("cv-echo-agent");
    private final List<EchoCall> calls = new ArrayList<>();
    private final List<Runnable> welcomed = new ArrayList<>();
    private Optional<AgentLine> line = Optional.empty();
    private String token;
    private long ev;
    private long clockOffsetMs;
    private long heartbeatMs = 30_000;
    private long spokeNanos = System.nanoTime();
    private long heardNanos = System.nanoTime();
    private int failures;

    EchoAgent(AgentLetter.Credentials credentials, CallEngine engine, EchoCall.Patience patience) {
        this.credentials = credentials;
        this.engine = engine;
        this.patience = patience;
        this.self = new AgentSelf(
                credentials.userId(),
                credentials.deviceId(),
                SigningKey.ofSeed(credentials.deviceSeed().toArray()));
        this.relays = new RelayList(client, URI.create(credentials.server()));
        this.token = credentials.accessToken();
        this.ev = credentials.ev();
    }

    /** Connects, and goes on. */
    void start() {
        execute(this::connect);
        chores.every(this::look, LOOK_MS);
    }

    /** Called on the agent's thread each time the server has said welcome. */
    void onWelcome(Runnable listener) {
        execute(() -> welcomed.add(listener));
    }

    @Override
    public void tell(AgentLetter.Renewal renewal) {
        execute(() -> {
            token = renewal.accessToken();
            line.ifPresent(open -> open.send(new Frame.Reauth(token)));
        });
    }

    private void connect() {
        AgentLine[] opened = new AgentLine[1];
        opened[0] = AgentLine.open(client, URI.create(credentials.server()), new AgentLine.Listener() {
            @Override
            public void came(Frame frame) {
                execute(() -> {
                    heardNanos = System.nanoTime();
                    EchoAgent.this.came(frame);
                });
            }

            @Override
            public void ended(String why) {
                execute(() -> lost(opened[0], why));
            }
        });
        line = Optional.of(opened[0]);
        heardNanos = System.nanoTime();
        opened[0].send(new Frame.Hello(
                Frame.PROTO,
                token,
                credentials.deviceId(),
                instance,
                Optional.of(credentials.epoch()),
                ev,
                Optional.empty()));
    }

    private void lost(AgentLine which, String why) {
        if (line.filter(which::equals).isPresent()) {
            line = Optional.empty();
            long pauseMs = Math.min(LONGEST_PAUSE.toMillis(), 200L << Math.min(10, failures++));
            LOG.info("the line to the server is lost ({}); again in {} ms", why, pauseMs);
            later(this::connect, pauseMs);
        }
    }

    private void came(Frame frame) {
        switch (frame) {
            case Frame.Welcome welcome -> {
                failures = 0;
                heartbeatMs = Math.max(100, welcome.heartbeatMs());
                clockOffsetMs = welcome.serverTime() - System.currentTimeMillis();
                // Messages are the business of Echo inside the server: everything is as good as read here.
                ev = welcome.headEv();
                send(new Frame.EvAck(ev));
                relays.refresh(token);
                welcomed.forEach(Runnable::run);
            }
            case Frame.Event event -> confirm(event.ev());
            case Frame.Poke poke -> confirm(poke.headEv());
            case Frame.Ping ping -> send(new Frame.Pong(ev, ping.serverTime()));
            case Frame.Call call -> called(call);
            case Frame.Hello other -> {}
            case Frame.Send other -> {}
            case Frame.Ack other -> {}
            case Frame.Nack other -> {}
            case Frame.EvAck other -> {}
            case Frame.Receipt other -> {}
            case Frame.Typing other -> {}
            case Frame.Presence other -> {}
            case Frame.Pong other -> {}
            case Frame.Reauth other -> {}
        }
    }

    private void confirm(long upTo) {
        ev = Math.max(ev, upTo);
        send(new Frame.EvAck(ev));
    }

    private void called(Frame.Call frame) {
        Optional<CallKind> kind = CallKind.of(frame.kind());
        if (kind.isEmpty()) {
            return;
        }
        CallSignal signal;
        try {
            signal = CallSignalCodec.decode(kind.get(), frame.payload());
        } catch (WireException e) {
            LOG.info("call {}: a signal that cannot be read: {}", frame.callId(), e.toString());
            return;
        }
        Optional<EchoCall> known = calls.stream()
                .filter(call -> call.fits(frame) || call.fitsUnsigned(frame))
                .findFirst();
        if (known.isPresent()) {
            known.get().heard(signal);
        } else if (signal instanceof CallSignal.Invite invite && frame.from().isPresent()) {
            invited(frame, frame.from().get(), invite);
        }
    }

    private void invited(Frame.Call frame, CallParty caller, CallSignal.Invite invite) {
        AgentSelf.Place place =
                new AgentSelf.Place(frame.callId(), frame.conversationId(), Optional.of(caller.deviceId()));
        if (calls.size() >= credentials.mostCalls()) {
            send(self.frame(place, new CallSignal.Busy()));
            return;
        }
        relays.refresh(token);
        EchoCall call = new EchoCall(this, frame, caller, engine, relays.known(), patience, System.nanoTime());
        calls.add(call);
        LOG.info("call {} is answered", frame.callId());
        call.begin(invite);
    }

    private void look() {
        long now = System.nanoTime();
        List.copyOf(calls).forEach(call -> call.look(now));
        if (line.isPresent()) {
            if (now - heardNanos > TimeUnit.MILLISECONDS.toNanos(2 * heartbeatMs + 1_000)) {
                line.get().close();
            } else if (now - spokeNanos > TimeUnit.MILLISECONDS.toNanos(heartbeatMs / 2)) {
                send(new Frame.Ping(ev, 0));
            }
        }
    }

    private void send(Frame frame) {
        spokeNanos = System.nanoTime();
        line.ifPresent(open -> open.send(frame));
    }

    @Override
    public AgentSelf self() {
        return self;
    }

    @Override
    public void send(Frame.Call frame) {
        send((Frame) frame);
    }

    @Override
    public long serverMillis() {
        return System.currentTimeMillis() + clockOffsetMs;
    }

    @Override
    public void over(EchoCall call) {
        calls.remove(call);
    }

    @Override
    public void execute(Runnable chore) {
        later(chore, 0);
    }

    private void later(Runnable chore, long afterMs) {
        chores.later(chore, afterMs);
    }

    /** Hangs up everywhere. The engine stays open: it belongs to whoever gave it. Blocks. */
    @Override
    public void close() {
        chores.close(() -> {
            List.copyOf(calls).forEach(call -> call.hangUp(CallEnd.UNAVAILABLE, "the agent ends"));
            Optional<AgentLine> open = line;
            line = Optional.empty();
            open.ifPresent(AgentLine::close);
        });
        client.shutdownNow();
    }
}
