package io.callvault.desktop.app.startup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** Goes through a window without a person: waits for a node, does something with it, lets the window draw, goes on. FX thread. */
public final class Walk extends AnimationTimer {

    /**
     * One stop on the way.
     *
     * @param what for the message when it is never reached
     * @param node the one it is about, if it is there
     * @param then what is done with it
     */
    public record Step(String what, Predicate<Node> node, Consumer<Node> then) {}

    /** Whatever a step brought about is drawn by then, and news of the server may come between. */
    private static final int FRAMES_BETWEEN = 8;

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private final Scene scene;
    private final Deque<Step> steps;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long since;
    private int frames;

    private Walk(Scene scene, List<Step> steps) {
        this.scene = scene;
        this.steps = new ArrayDeque<>(steps);
    }

    /** Begins. Completes on the FX thread; with a {@link TimeoutException} if a node did not come within 60 s. */
    public static CompletableFuture<Void> through(Scene scene, List<Step> steps) {
        var walk = new Walk(scene, steps);
        walk.start();
        return walk.done;
    }

    @Override
    public void handle(long now) {
        since = since == 0 ? now : since;
        frames++;
        if (frames < FRAMES_BETWEEN) {
            return;
        }
        if (steps.isEmpty()) {
            stop();
            done.complete(null);
            return;
        }
        Step next = steps.getFirst();
        Optional<Node> found = find(scene.getRoot(), next.node());
        if (found.isPresent()) {
            steps.removeFirst();
            next.then().accept(found.get());
            frames = 0;
            since = now;
        } else if (now - since > PATIENCE_NS) {
            stop();
            done.completeExceptionally(new TimeoutException("Waited 60 s in vain for " + next.what()));
        }
    }

    private static Optional<Node> find(Node root, Predicate<Node> wanted) {
        if (!root.isVisible()) {
            return Optional.empty();
        }
        if (wanted.test(root)) {
            return Optional.of(root);
        }
        return root instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> find(child, wanted).stream())
                        .findFirst()
                : Optional.empty();
    }
}
