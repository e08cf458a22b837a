package io.callvault.desktop.link;

import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt and the connection that comes of it: hello, welcome, end. Lives on the loop; what the transport tells hops
 * there and is dropped when the line is over.
 */
final class Line implements Transport.Listener {

    /** Whose line it is. */
    interface Owner {

        void welcomed(Line line, Frame.Welcome welcome);

        /** Everything but the welcome. */
        void heard(Line line, Frame frame);

        void unreadable(Line line, String raw, String why);

        void roomAgain(Line line);

        /** The line is over; not called after {@link #close}. */
        void ended(Line line, int code, String reason);
    }

    /** Who calls. */
    record Caller(String accessToken, DeviceId device, String instanceId) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Caller[device=" + device + "]";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration WELCOME_TIMEOUT = Duration.ofSeconds(10);

    private final Loop loop;
    private final TransportKind kind;
    private final Caller caller;
    private final Owner owner;
    private final ServerLink.ResumePoint resume;
    private final ServerClock clock;
    private Optional<Transport.Connection> connection = Optional.empty();
    private Loop.Timer patience = () -> {};
    private long helloNanos;
    private boolean greeted;
    private boolean welcomed;
    private boolean over;

    private Line(Loop loop, TransportKind kind, Caller caller, Owner owner, ConnectionManager.Parts parts) {
        this.loop = loop;
        this.kind = kind;
        this.caller = caller;
        this.owner = owner;
        this.resume = parts.resume();
        this.clock = parts.clock();
    }

    /** A line of whoever is signed in; empty while nobody is. */
    static Optional<Line> of(
            Loop loop,
            TransportKind kind,
            String accessToken,
            String instanceId,
            Owner owner,
            ConnectionManager.Parts parts) {
        return parts.session()
                .signature()
                .map(signature -> new Caller(accessToken, signature.signer().device(), instanceId))
                .map(caller -> new Line(loop, kind, caller, owner, parts));
    }

    /** Calls; the owner hears of a welcome or an end. */
    void open(Transport transport) {
        patience = loop.schedule(WELCOME_TIMEOUT, () -> end(CloseCode.ABNORMAL, "no welcome in time"));
        connection = Optional.of(transport.open(this));
    }

    /** Ends it; the owner hears nothing more. */
    void close() {
        over = true;
        patience.cancel();
        connection.ifPresent(Transport.Connection::close);
    }

    TransportKind kind() {
        return kind;
    }

    String accessToken() {
        return caller.accessToken();
    }

    /** Whether the server may have heard of it. */
    boolean greeted() {
        return greeted;
    }

    void send(Frame frame) {
        connection.ifPresent(open -> open.send(frame));
    }

    int room() {
        return over ? 0 : connection.map(Transport.Connection::room).orElse(0);
    }

    boolean tellsRoom() {
        return over || connection.map(Transport.Connection::tellsRoom).orElse(true);
    }

    @Override
    public void opened() {
        hop(() -> {
            Position cursor = resume.position();
            helloNanos = clock.nanoTime();
            greeted = true;
            send(new Frame.Hello(
                    Frame.PROTO,
                    caller.accessToken(),
                    caller.device(),
                    caller.instanceId(),
                    cursor.epoch(),
                    cursor.ev(),
                    cursor.eventId()));
        });
    }

    @Override
    public void received(Frame frame) {
        hop(() -> {
            if (!(frame instanceof Frame.Welcome welcome)) {
                owner.heard(this, frame);
            } else if (welcomed) {
                LOG.debug("a second welcome is ignored");
            } else {
                welcomed = true;
                patience.cancel();
                clock.sample(helloNanos, welcome.serverTime());
                owner.welcomed(this, welcome);
            }
        });
    }

    @Override
    public void unreadable(String raw, String why) {
        hop(() -> owner.unreadable(this, raw, why));
    }

    @Override
    public void roomAgain() {
        hop(() -> owner.roomAgain(this));
    }

    @Override
    public void closed(int code, String reason) {
        hop(() -> end(code, reason));
    }

    private void end(int code, String reason) {
        close();
        owner.ended(this, code, reason);
    }

    private void hop(Runnable task) {
        loop.execute(() -> {
            if (!over) {
                task.run();
            }
        });
    }
}
