package io.callvault.signaling.bot.call;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.WireException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket to the backend that speaks frames. Sends from any thread, in order, at most {@value #MOST_WAITING} waiting; the
 * listener hears on the client's threads, one call at a time. It does not come back by itself: {@link Listener#ended} is told once.
 */
public final class AgentLine implements WebSocket.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLine.class);

    private static final int MOST_WAITING = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a line tells. */
    public interface Listener {
        void came(Frame frame);

        /** @param why for the log */
        void ended(String why);
    }

    private final Listener listener;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<WebSocket> socket;
    private CompletionStage<?> sending;

    private AgentLine(HttpClient client, URI server, Listener listener) {
        this.listener = listener;
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        URI address = URI.create(scheme + "://" + server.getRawAuthority() + "/api/ws");
        this.socket = client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(address, this);
        this.sending = socket;
    }

    /** Dials; what is sent meanwhile follows once it stands. */
    public static AgentLine open(HttpClient client, URI server, Listener listener) {
        AgentLine line = new AgentLine(client, server, listener);
        var _ = line.socket.exceptionally(failure -> {
            line.end("not reached: " + failure);
            return null;
        });
        return line;
    }

    public synchronized void send(Frame frame) {
        if (over.get()) {
            return;
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            LOG.warn("the server does not take what is sent: the line is given up");
            close();
            return;
        }
        String text = FrameCodec.encode(frame);
        sending = sending.thenCompose(sent -> socket.thenCompose(open -> open.sendText(text, true)))
                .whenComplete((sent, failure) -> {
                    waiting.decrementAndGet();
                    if (failure != null) {
                        end("not sent: " + failure);
                    }
                });
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (partial.length() + data.length() > Limits.MAX_FRAME_BYTES) {
            end("a frame too large");
            from.abort();
            return CompletableFuture.completedStage(null);
        }
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            try {
                listener.came(FrameCodec.decode(text));
            } catch (WireException unknown) {
                LOG.debug("a frame that says nothing here: {}", unknown.toString());
            }
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end("closed " + code + " " + reason);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end("error " + error);
    }

    private void end(String why) {
        if (over.compareAndSet(false, true)) {
            listener.ended(why);
        }
    }

    /** At once; the server sees the line cut. */
    @Override
    public void close() {
        end("closed here");
        var _ = socket.thenAccept(WebSocket::abort);
    }
}
