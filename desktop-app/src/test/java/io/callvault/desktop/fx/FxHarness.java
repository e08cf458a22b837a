package io.callvault.desktop.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/**
 * Drives real JavaFX screens in tests and in the demo, without TestFX and without sleeping. All methods may be called from any thread but
 * the FX thread; they return when the FX thread has done the work.
 *
 * <ul>
 *   <li>{@link #start()} starts the toolkit once for the JVM; with {@code -Dglass.platform=Headless} no display is needed.
 *   <li>{@link #show} opens a window with a theme; {@link #close} closes it and fails if something was
 *       thrown on the FX thread meanwhile.
 *   <li>{@link #run}, {@link #get} work on the FX thread and hand exceptions back to the test.
 *   <li>{@link #pulse} waits until the next two frames were laid out; {@link #waitFor} until a condition holds, looked at once a frame.
 *   <li>{@link #click}, {@link #type}, {@link #press} wait for a node with an id, then fire the events a person's mouse and
 *       keyboard would cause.
 *       Two windows can be driven at the same time: events go to the node and not through the focused window.
 *   <li>{@link #picture} writes a PNG.
 * </ul>
 */
public final class FxHarness {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicBoolean WATCHING = new AtomicBoolean();
    private static final Queue<Throwable> UNCAUGHT = new ConcurrentLinkedQueue<>();

    private FxHarness() {}

    /** Starts the toolkit unless it runs. */
    public static void start() {
        FxThread.startToolkit();
        if (WATCHING.compareAndSet(false, true)) {
            Platform.runLater(() -> Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> {
                problem.printStackTrace();
                UNCAUGHT.add(problem);
            }));
        }
    }

    /** Runs on the FX thread and waits. */
    public static void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }

    /** Computes on the FX thread and waits; what it throws is thrown here. */
    public static <T> T get(Supplier<T> action) {
        if (Platform.isFxApplicationThread()) {
            return action.get();
        }
        start();
        var task = new FutureTask<>(action::get);
        Platform.runLater(task);
        try {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("The FX thread did not answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The FX thread itself. */
    public static Thread fxThread() {
        return get(Thread::currentThread);
    }

    /** Waits for two frames: what was changed before is then styled, laid out and drawn. */
    public static void pulse() {
        pulses(2);
    }

    /** Waits for a number of frames. */
    public static void pulses(int count) {
        var done = new CountDownLatch(1);
        var left = new AtomicInteger(count);
        run(() -> {
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (left.getAndDecrement() == 0) {
                        stop();
                        done.countDown();
                    }
                }
            }.start();
            Platform.requestNextPulse();
        });
        await(done, "No frame was drawn");
    }

    /** Waits until a condition, looked at on the FX thread at every frame, holds. */
    public static void waitFor(String what, BooleanSupplier condition) {
        waitFor(what, PATIENCE, condition);
    }

    /** The same with a patience of one's own. */
    public static void waitFor(String what, Duration patience, BooleanSupplier condition) {
        var done = new CountDownLatch(1);
        var timer = get(() -> {
            var watch = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean()) {
                        stop();
                        done.countDown();
                    }
                }
            };
            watch.start();
            return watch;
        });
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                run(timer::stop);
                throw new AssertionError("Waited " + patience.toSeconds() + " s in vain until " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens a window of a given content size. */
    public static Stage show(Supplier<? extends Parent> content, double width, double height, Theme.Choice look) {
        Stage stage = get(() -> {
            var theme = new Theme(look);
            var scene = new Scene(content.get(), width, height);
            theme.install(scene);
            var window = new Stage();
            window.setScene(scene);
            window.show();
            return window;
        });
        pulse();
        return stage;
    }

    /** Closes a window. Fails if anything was thrown on the FX thread that nobody caught, as by a layout pass. */
    public static void close(Stage stage) {
        run(stage::close);
        Throwable problem = UNCAUGHT.poll();
        UNCAUGHT.clear();
        if (problem != null) {
            throw new AssertionError("Thrown on the FX thread and not caught", problem);
        }
    }

    /** The visible node with an id in a window; fails if there is none. */
    public static Node node(Stage stage, String id) {
        return get(() -> find(stage, id));
    }

    /** Whether a node with this id is there and visible, its parents included. FX thread or any other. */
    public static boolean isShown(Stage stage, String id) {
        return get(() -> stage.getScene().getRoot().lookupAll("#" + id).stream().anyMatch(FxHarness::visible));
    }

    /** Waits until a node is there and visible. */
    public static void waitForNode(Stage stage, String id) {
        if (!isShown(stage, id)) {
            waitFor("#" + id + " is shown", () -> isShown(stage, id));
        }
    }

    /** Presses and releases the primary button in the middle of a node. */
    public static void click(Stage stage, String id) {
        waitForNode(stage, id);
        run(() -> click(find(stage, id), MouseButton.PRIMARY));
        pulse();
    }

    /** Clicks a part of a node. */
    public static void click(Stage stage, String id, String selector) {
        waitForNode(stage, id);
        run(() -> click(Objects.requireNonNull(find(stage, id).lookup(selector), selector), MouseButton.PRIMARY));
        pulse();
    }

    /** Waits for an open context menu with an item of this id and chooses it. */
    public static void chooseFromMenu(String itemId) {
        waitFor("a menu offers " + itemId, () -> menuItem(itemId).isPresent());
        run(() -> {
            MenuItem item = menuItem(itemId).orElseThrow();
            item.getParentPopup().hide();
            item.fire();
        });
        pulse();
    }

    private static Optional<MenuItem> menuItem(String id) {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .filter(item -> id.equals(item.getId()))
                .findFirst();
    }

    /** The same with the secondary button, which also asks for the context menu. */
    public static void clickSecondary(Stage stage, String id) {
        waitForNode(stage, id);
        run(() -> click(find(stage, id), MouseButton.SECONDARY));
        pulse();
    }

    /** The same with a node that has no id of its own; it is looked for on the FX thread. */
    public static void clickSecondaryOn(Supplier<? extends Node> node) {
        run(() -> click(node.get(), MouseButton.SECONDARY));
        pulse();
    }

    /** Gives a node the focus and types a text into it, key by key. */
    public static void type(Stage stage, String id, String text) {
        waitForNode(stage, id);
        run(() -> {
            Node node = find(stage, id);
            node.requestFocus();
            text.codePoints()
                    .mapToObj(Character::toString)
                    .forEach(letter -> fire(node, KeyEvent.KEY_TYPED, letter, KeyCode.UNDEFINED, false));
        });
    }

    /** Presses and releases a key at a node. */
    public static void press(Stage stage, String id, KeyCode key) {
        waitForNode(stage, id);
        run(() -> stroke(find(stage, id), key, false));
    }

    /** The same with Shift held. */
    public static void pressShift(Stage stage, String id, KeyCode key) {
        run(() -> stroke(find(stage, id), key, true));
    }

    /** Writes a picture of a window's content; {@code scale} 1 is one pixel for each logical pixel. */
    public static Path picture(Stage stage, Path file, double scale) {
        pulse();
        return picture(get(() -> stage.getScene().getRoot()), file, scale);
    }

    /** Writes a picture of a node. */
    public static Path picture(Node node, Path file, double scale) {
        var image = get(() -> {
            var parameters = new SnapshotParameters();
            parameters.setTransform(Transform.scale(scale, scale));
            return SwingFXUtils.fromFXImage(node.snapshot(parameters, null), null);
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Node find(Stage stage, String id) {
        return stage.getScene().getRoot().lookupAll("#" + id).stream()
                .filter(FxHarness::visible)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No visible node #" + id));
    }

    private static boolean visible(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void click(Node node, MouseButton button) {
        Bounds box = node.getLayoutBounds();
        double x = box.getCenterX();
        double y = box.getCenterY();
        var screen = node.localToScreen(x, y);
        var scene = node.localToScene(x, y);
        for (var type :
                java.util.List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
            boolean down = type == MouseEvent.MOUSE_PRESSED;
            node.fireEvent(new MouseEvent(
                    type,
                    scene.getX(),
                    scene.getY(),
                    screen.getX(),
                    screen.getY(),
                    button,
                    1,
                    false,
                    false,
                    false,
                    false,
                    down && button == MouseButton.PRIMARY,
                    false,
                    down && button == MouseButton.SECONDARY,
                    true,
                    false,
                    true,
                    null));
        }
        if (button == MouseButton.SECONDARY) {
            node.fireEvent(new javafx.scene.input.ContextMenuEvent(
                    javafx.scene.input.ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                    scene.getX(),
                    scene.getY(),
                    screen.getX(),
                    screen.getY(),
                    false,
                    null));
        }
    }

    private static void stroke(Node node, KeyCode key, boolean shift) {
        if (!node.isFocused()) {
            node.requestFocus();
        }
        fire(node, KeyEvent.KEY_PRESSED, key.getChar(), key, shift);
        if (key == KeyCode.ENTER) {
            fire(node, KeyEvent.KEY_TYPED, "\r", KeyCode.UNDEFINED, shift);
        }
        fire(node, KeyEvent.KEY_RELEASED, key.getChar(), key, shift);
    }

    private static void fire(
            Node node, javafx.event.EventType<KeyEvent> type, String letter, KeyCode code, boolean shift) {
        node.fireEvent(new KeyEvent(
                type,
                type == KeyEvent.KEY_TYPED ? letter : KeyEvent.CHAR_UNDEFINED,
                type == KeyEvent.KEY_TYPED ? "" : letter.toLowerCase(Locale.ROOT),
                code,
                shift,
                false,
                false,
                false));
    }

    private static void await(CountDownLatch latch, String complaint) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(complaint + " within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
