package io.callvault.desktop.chaos.hostile;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.link.Session;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.WireException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection as an account's device, without the client around it: anything can be sent. It is made anew when the server ends it.
 * One thread sends; the answers come on the HTTP client's.
 */
final class RawLine implements AutoCloseable {

    private static final int KEPT = 1_000;
    private static final long PATIENCE_S = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ClientCore self;
    private final URI address;
    private final Deque<Frame.Call> heard = new ArrayDeque<>();
    private Optional<WebSocket> socket = Optional.empty();
    private boolean welcomed;

    RawLine(ClientCore self, URI server) {
        this.self = self;
        this.address = URI.create("ws://" + server.getRawAuthority() + "/api/ws");
    }

    /** Connects first, or again, if need be. */
    void send(Frame frame) {
        String text = FrameCodec.encode(frame);
        RuntimeException last = new IllegalStateException("not tried");
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                done(open().sendText(text, true));
                return;
            } catch (CompletionException | IllegalStateException cut) {
                last = cut;
                lost();
            }
        }
        throw new IllegalStateException("the server does not keep the hostile caller's connection", last);
    }

    /** Of what came so far. */
    synchronized void forget() {
        heard.clear();
    }

    /** The first call frame that fits; empty if none comes in time. */
    synchronized Optional<Frame.Call> await(Duration patience, Predicate<Frame.Call> wanted) {
        long until = System.nanoTime() + patience.toNanos();
        Optional<Frame.Call> found = heard.stream().filter(wanted).findFirst();
        while (found.isEmpty() && System.nanoTime() < until) {
            pause(until);
            found = heard.stream().filter(wanted).findFirst();
        }
        return found;
    }

    private synchronized WebSocket open() {
        if (socket.isPresent() && !socket.get().isOutputClosed()) {
            return socket.get();
        }
        welcomed = false;
        if (!(self.session().token().join() instanceof Session.Token.Valid(String token))) {
            throw new IllegalStateException("the hostile caller has no token");
        }
        WebSocket opened = done(http.newWebSocketBuilder().buildAsync(address, new Ears()));
        socket = Optional.of(opened);
        done(opened.sendText(
                FrameCodec.encode(new Frame.Hello(
                        Frame.PROTO,
                        token,
                        self.session().signature().orElseThrow().signer().device(),
                        HostileCaller.instance(),
                        Optional.empty(),
                        0,
                        Optional.empty())),
                true));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!welcomed && System.nanoTime() < until) {
            pause(until);
        }
        return opened;
    }

    private synchronized void lost() {
        socket.ifPresent(WebSocket::abort);
        socket = Optional.empty();
    }

    private void pause(long until) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static <T> T done(CompletableFuture<T> stage) {
        return stage.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        lost();
        http.shutdownNow();
    }

    private final class Ears implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String frame) {
            synchronized (RawLine.this) {
                try {
                    Frame decoded = FrameCodec.decode(frame);
                    if (decoded instanceof Frame.Welcome) {
                        welcomed = true;
                    }
                    if (decoded instanceof Frame.Call call && heard.size() < KEPT) {
                        heard.add(call);
                    }
                } catch (WireException e) {
                    throw new IllegalStateException("the server sends what is no frame", e);
                }
                RawLine.this.notifyAll();
            }
        }
    }
}
