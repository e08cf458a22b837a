package io.callvault.signaling.testing;

import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A connection that speaks frames, whatever carries them. Frames wait in the order in which they came until a test takes them. */
public abstract class Talk implements AutoCloseable {

    private static final long PATIENCE_MS = 15_000;

    private final List<Frame> came = new ArrayList<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    /** A frame came. */
    protected final void take(String text) {
        try {
            Frame frame = FrameCodec.decode(text);
            synchronized (came) {
                came.add(frame);
                came.notifyAll();
            }
        } catch (WireException e) {
            closed.completeExceptionally(e);
        }
    }

    /** It is over. */
    protected final void end(String why) {
        closed.complete(why);
        synchronized (came) {
            came.notifyAll();
        }
    }

    public final void send(Frame frame) {
        sendText(FrameCodec.encode(frame));
    }

    public abstract void sendText(String text);

    /** Sends all, as few requests as the transport allows. */
    public void sendAll(List<? extends Frame> frames) {
        frames.forEach(this::send);
    }

    /** From now on takes nothing from the network, until {@link #wake}. Before any event comes. */
    public abstract void doze();

    public abstract void wake();

    /** Goes away without a goodbye. */
    @Override
    public abstract void close();

    /** Code and reason, once the server has closed. */
    public final String closed() {
        return closed.copy().orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS).join();
    }

    /** The problem code for which the server has closed, the same on every transport. */
    public final String problem() {
        String why = closed();
        return switch (why.substring(0, 4)) {
            case "1001" -> ProblemCode.UNAVAILABLE.wireName();
            case "4400" -> why.substring(5);
            case "4401" -> ProblemCode.UNAUTHENTICATED.wireName();
            case "4408", "4410" -> ProblemCode.SESSION_GONE.wireName();
            case "4409" -> ProblemCode.REPLACED.wireName();
            case "4500" -> ProblemCode.INTERNAL.wireName();
            case "prob" -> why.substring("problem ".length());
            default -> why;
        };
    }

    public final boolean isOpen() {
        return !closed.isDone();
    }

    public final <T extends Frame> T await(Class<T> type) {
        return await(type, frame -> true);
    }

    /** Takes the first frame of that kind; earlier frames of other kinds stay. */
    public final <T extends Frame> T await(Class<T> type, Predicate<T> wanted) {
        return poll(type, wanted)
                .orElseThrow(() -> new AssertionError(
                        "no " + type.getSimpleName() + "; closed: " + closed.getNow("no") + "; others: " + kinds()));
    }

    private List<String> kinds() {
        return rest().stream().map(frame -> frame.getClass().getSimpleName()).toList();
    }

    /** Like {@link #await}, but empty when the connection ended first or patience did. */
    public final <T extends Frame> Optional<T> poll(Class<T> type, Predicate<T> wanted) {
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
    public final <T extends EventBody> T event(Class<T> type) {
        return type.cast(
                await(Frame.Event.class, event -> type.isInstance(event.body())).body());
    }

    /** Everything that came and was not taken. */
    public final List<Frame> rest() {
        synchronized (came) {
            return List.copyOf(came);
        }
    }
}
