package io.callvault.desktop.e2e;

import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.model.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/** Measures the timeline of an open window as a person meets it; nothing passes or fails by time. */
final class TimelineFigures {

    private final Stage stage;
    private final TimelineWatch watch;

    TimelineFigures(Stage stage, TimelineWatch watch) {
        this.stage = stage;
        this.watch = watch;
    }

    /** Milliseconds from a click on the conversation to the frame with its newest bubble. */
    double open(ConversationId conversation, long newest) {
        Node cell = FxHarness.node(stage, ChatIds.conversation(conversation));
        return until(
                stage,
                () -> FxHarness.run(() -> Event.fireEvent(cell, click())),
                () -> watch.tops().containsKey(newest));
    }

    private static MouseEvent click() {
        return new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                0,
                0,
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    /** Milliseconds from a key to the next frame that was laid out. */
    double press(KeyCode key) {
        return until(
                stage,
                () -> FxHarness.run(() -> Event.fireEvent(
                        watch.flow(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false))),
                () -> true);
    }

    /** Milliseconds of CSS and layout of every frame while the wheel turns. */
    List<Double> wheel(int frames, double pixels) {
        List<Double> took = new ArrayList<>();
        long[] begin = {0};
        Runnable before = () -> begin[0] = System.nanoTime();
        Runnable after = () -> took.add((System.nanoTime() - begin[0]) / 1e6);
        FxHarness.run(() -> {
            stage.getScene().addPreLayoutPulseListener(before);
            stage.getScene().addPostLayoutPulseListener(after);
        });
        int[] left = {frames};
        FxHarness.waitFor("the wheel has turned", () -> {
            watch.wheel(pixels);
            return --left[0] <= 0;
        });
        FxHarness.run(() -> {
            stage.getScene().removePreLayoutPulseListener(before);
            stage.getScene().removePostLayoutPulseListener(after);
        });
        return took;
    }

    /** Megabytes in use after several collections. */
    static double heap() {
        FxHarness.pulse();
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    static String at(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "%.2f ms", sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part)));
    }

    /** From an action to the end of the first layout after which something holds. */
    static double until(Stage stage, Runnable action, BooleanSupplier holds) {
        CompletableFuture<Long> end = new CompletableFuture<>();
        Runnable after = () -> {
            if (holds.getAsBoolean()) {
                end.complete(System.nanoTime());
            }
        };
        FxHarness.run(() -> stage.getScene().addPostLayoutPulseListener(after));
        long begin = System.nanoTime();
        action.run();
        long last = end.orTimeout(20, TimeUnit.SECONDS).join();
        FxHarness.run(() -> stage.getScene().removePostLayoutPulseListener(after));
        return (last - begin) / 1e6;
    }
}
