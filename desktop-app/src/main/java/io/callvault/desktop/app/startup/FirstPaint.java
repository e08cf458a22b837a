package io.callvault.desktop.app.startup;

import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.fx.AnchoredFlow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

/**
 * Finds the moment at which a window's content can be seen. The toolkit lays a frame out on the FX thread and draws it on another one, and
 * before it hands over the next changed frame it waits until that drawing is over. So after the layout that holds the content one more
 * frame is made to differ, and the beginning of the frame after that is told: at most two frames late, never early. FX thread.
 */
public final class FirstPaint {

    /** What was seen first. */
    public enum Content {
        /** The bubbles of the conversation that was open last. */
        CONVERSATION,
        /** Somebody is signed in, and no conversation was open before. */
        HOME,
        /** Nobody is signed in. */
        WELCOME
    }

    /**
     * The moment.
     *
     * @param rows of the timeline that were in view; 0 unless a conversation is open
     * @param epochMs by the computer's clock
     */
    public record Seen(Content content, int rows, long epochMs) {}

    private final Scene scene;
    private final boolean conversation;
    private final CompletableFuture<Seen> seen = new CompletableFuture<>();
    private final Runnable look = this::look;
    private boolean found;

    private FirstPaint(Scene scene, boolean conversation) {
        this.scene = scene;
        this.conversation = conversation;
    }

    /**
     * Watches from now on, once.
     *
     * @param scene not shown yet
     * @param conversation whether one will open: then nothing else counts as content
     * @return completes on the FX thread
     */
    public static CompletableFuture<Seen> of(Scene scene, boolean conversation) {
        var watch = new FirstPaint(scene, conversation);
        scene.addPostLayoutPulseListener(watch.look);
        Platform.requestNextPulse();
        return watch.seen;
    }

    private void look() {
        Optional<Seen> now = found ? Optional.empty() : content();
        if (now.isPresent()) {
            found = true;
            new TwoFrames(now.get()).start();
        }
    }

    /** What the layout just done holds. */
    private Optional<Seen> content() {
        boolean home = scene.lookup("#" + MainIds.RAIL) != null;
        int rows = scene.lookup("#" + ChatIds.TIMELINE) instanceof AnchoredFlow<?> flow ? flow.rowsInView() : 0;
        if (rows > 0) {
            return Optional.of(new Seen(Content.CONVERSATION, rows, 0));
        }
        return conversation ? Optional.empty() : Optional.of(new Seen(home ? Content.HOME : Content.WELCOME, 0, 0));
    }

    private final class TwoFrames extends AnimationTimer {
        private final Seen what;
        private boolean second;

        TwoFrames(Seen what) {
            this.what = what;
        }

        @Override
        public void handle(long now) {
            if (second) {
                stop();
                scene.removePostLayoutPulseListener(look);
                seen.complete(new Seen(what.content(), what.rows(), System.currentTimeMillis()));
            } else {
                second = true;
                // Behind everything, so nobody sees it; but the frame differs, and waits for the one before.
                scene.setFill(Color.WHITE.equals(scene.getFill()) ? Color.SNOW : Color.WHITE);
            }
        }
    }
}
