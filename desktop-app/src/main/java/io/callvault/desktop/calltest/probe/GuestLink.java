package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Transport;
import io.callvault.model.wire.Frame;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection of a guest, over one given transport, never made anew: what the app's link mends silently is what the test is to
 * see. Lives on the loop; callable from any thread.
 */
public final class GuestLink implements AutoCloseable {

    /** How the hello was answered. */
    public sealed interface Greeting {

        /** The server said welcome. */
        record Welcomed(long openMs, long helloMs) implements Greeting {}

        /** The connection ended before. */
        record Closed(int code, String reason) implements Greeting {}
    }

    private final Loop loop;
    private final Guest guest;
    private final String instanceId;
    private final Consumer<Frame> heard;
    private final CompletableFuture<Greeting> greeting = new CompletableFuture<>();
    private final CompletableFuture<Greeting.Closed> ended = new CompletableFuture<>();
    private final long startNanos = System.nanoTime();
    private long helloNanos;
    private Optional<Transport.Connection> connection = Optional.empty();

    private GuestLink(Loop loop, Guest guest, String instanceId, Consumer<Frame> heard) {
        this.loop = loop;
        this.guest = guest;
        this.instanceId = instanceId;
        this.heard = heard;
    }

    /**
     * Calls the server.
     *
     * @param heard every frame but the welcome, on the loop
     */
    public static GuestLink open(
            Loop loop, Transport transport, Guest guest, String instanceId, Consumer<Frame> heard) {
        GuestLink link = new GuestLink(loop, guest, instanceId, heard);
        loop.execute(() -> link.connection = Optional.of(transport.open(link.new Ear())));
        return link;
    }

    /** Completes on the loop, never exceptionally. */
    public CompletableFuture<Greeting> greeting() {
        return greeting;
    }

    /** Completes on the loop when the other side ended it. */
    public CompletableFuture<Greeting.Closed> ended() {
        return ended;
    }

    public void send(Frame frame) {
        loop.execute(() -> connection.ifPresent(open -> open.send(frame)));
    }

    @Override
    public void close() {
        loop.execute(() -> {
            connection.ifPresent(Transport.Connection::close);
            connection = Optional.empty();
            greeting.complete(new Greeting.Closed(CloseCode.ABNORMAL, "closed here"));
        });
    }

    /** Hears the transport on its threads, and hops to the loop. */
    private final class Ear implements Transport.Listener {

        @Override
        public void opened() {
            loop.execute(() -> {
                helloNanos = System.nanoTime();
                send(new Frame.Hello(
                        Frame.PROTO,
                        guest.accessToken(),
                        guest.device(),
                        instanceId,
                        Optional.empty(),
                        0,
                        Optional.empty()));
            });
        }

        @Override
        public void received(Frame frame) {
            loop.execute(() -> {
                if (frame instanceof Frame.Welcome) {
                    long now = System.nanoTime();
                    greeting.complete(new Greeting.Welcomed(
                            TimeUnit.NANOSECONDS.toMillis(helloNanos - startNanos),
                            TimeUnit.NANOSECONDS.toMillis(now - helloNanos)));
                } else {
                    heard.accept(frame);
                }
            });
        }

        @Override
        public void unreadable(String raw, String why) {
            // A frame of a newer server: not for this test.
        }

        @Override
        public void roomAgain() {
            // A test sends little.
        }

        @Override
        public void closed(int code, String reason) {
            loop.execute(() -> {
                Greeting.Closed closed = new Greeting.Closed(code, reason);
                greeting.complete(closed);
                ended.complete(closed);
            });
        }
    }
}
