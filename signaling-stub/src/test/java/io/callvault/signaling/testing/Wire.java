package io.callvault.signaling.testing;

import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.WireException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket that speaks frames. Frames wait in the order in which they came until a test takes them. */
public final class Wire implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_MS = 15_000;

    private final List<Frame> came = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    public Wire(URI server) {
        socket = Http.CLIENT
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/api/ws"), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                Frame frame = FrameCodec.decode(partial.toString());
                synchronized (came) {
                    came.add(frame);
                    came.notifyAll();
                }
            } catch (WireException e) {
                closed.completeExceptionally(e);
            }
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code + " " + reason);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end("error " + error);
    }

    private void end(String why) {
        closed.complete(why);
        synchronized (came) {
            came.notifyAll();
        }
    }

    public void send(Frame frame) {
        sendText(FrameCodec.encode(frame));
    }

    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Code and reason, once the server has closed. */
    public String closed() {
        return closed.copy().orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS).join();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    public <T extends Frame> T await(Class<T> type) {
        return await(type, frame -> true);
    }

    /** Takes the first frame of that kind; earlier frames of other kinds stay. */
    public <T extends Frame> T await(Class<T> type, Predicate<T> wanted) {
        return poll(type, wanted)
                .orElseThrow(() -> new AssertionError(
                        "no " + type.getSimpleName() + "; closed: " + closed.getNow("no") + "; others: " + kinds()));
    }

    private List<String> kinds() {
        return rest().stream().map(frame -> frame.getClass().getSimpleName()).toList();
    }

    /** Like {@link #await}, but empty when the connection ended first or patience did. */
    public <T extends Frame> Optional<T> poll(Class<T> type, Predicate<T> wanted) {
        long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
        synchronized (came) {
            while (true) {
                for (Iterator<Frame> frames = came.iterator(); frames.hasNext(); ) {
                    Frame frame = frames.next();
                    if (type.isInstance(frame) && wanted.test(type.cast(frame))) {
                        frames.remove();
                        return Optional.of(type.cast(frame));
                    }
                }
                long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0 || closed.isDone()) {
                    return Optional.empty();
                }
                try {
                    came.wait(leftMs);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Takes the first event with that kind of body. */
    public <T extends EventBody> T event(Class<T> type) {
        return type.cast(
                await(Frame.Event.class, event -> type.isInstance(event.body())).body());
    }

    /** Everything that came and was not taken. */
    public List<Frame> rest() {
        synchronized (came) {
            return List.copyOf(came);
        }
    }

    /** Goes away without a goodbye. */
    @Override
    public void close() {
        socket.abort();
    }
}
