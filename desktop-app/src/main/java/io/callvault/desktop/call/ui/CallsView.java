package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService.PastCall;
import io.callvault.desktop.fx.Icon;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The page of past calls. FX thread. */
public final class CallsView extends StackPane {
    private static final double WIDTH = 720;

    /** @param faces decides an avatar's colours, as everywhere else in the app */
    public CallsView(CallsViewModel model, CallTimes times, Function<ConversationId, String> faces) {
        setId(CallIds.PAGE);
        getStyleClass().add("page");
        var title = new Label("Calls");
        title.getStyleClass().add("heading");
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var top = new HBox(12, title, spring, filter(model));
        top.setAlignment(Pos.CENTER_LEFT);
        var list = list(model, times, faces);
        list.visibleProperty().bind(Bindings.isNotEmpty(model.shown()));
        var nothing = nothing(model);
        nothing.visibleProperty().bind(list.visibleProperty().not());
        var content = new StackPane(list, nothing);
        VBox.setVgrow(content, Priority.ALWAYS);
        var column = new VBox(16, top, content);
        column.setMaxWidth(WIDTH);
        column.getStyleClass().add("page-column");
        getChildren().add(column);
        visibleProperty().addListener((source, before, now) -> {
            if (now) {
                model.seen();
            }
        });
        model.shown().addListener((javafx.beans.InvalidationListener) changed -> {
            if (isVisible() && model.missedProperty().get() > 0) {
                model.seen();
            }
        });
    }

    private static Region filter(CallsViewModel model) {
        var group = new ToggleGroup();
        ToggleButton all = segment(CallIds.FILTER_ALL, "All", group);
        ToggleButton missed = segment(CallIds.FILTER_MISSED, "Missed", group);
        all.setSelected(true);
        all.setOnAction(event -> {
            all.setSelected(true);
            model.missedOnlyProperty().set(false);
        });
        missed.setOnAction(event -> {
            missed.setSelected(true);
            model.missedOnlyProperty().set(true);
        });
        var line = new HBox(4, all, missed);
        line.getStyleClass().addAll("segments", "page-segments");
        line.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        return line;
    }

    private static ToggleButton segment(String id, String words, ToggleGroup group) {
        var button = new ToggleButton(words);
        button.setId(id);
        button.getStyleClass().setAll("segment");
        button.setToggleGroup(group);
        return button;
    }

    private static ListView<PastCall> list(
            CallsViewModel model, CallTimes times, Function<ConversationId, String> faces) {
        var list = new ListView<>(model.shown());
        list.setId(CallIds.HISTORY);
        list.setAccessibleText("Past calls");
        list.getStyleClass().add("plain-list");
        var desk = new PastCallCell.Desk() {
            private Optional<CallId> open = Optional.empty();

            @Override
            public void callBack(PastCall call) {
                model.callBack(call);
            }

            @Override
            public Optional<CallId> open() {
                return open;
            }

            @Override
            public void toggle(CallId call) {
                open = open.equals(Optional.of(call)) ? Optional.empty() : Optional.of(call);
                list.refresh();
            }
        };
        list.setCellFactory(view -> new PastCallCell(times, faces, desk));
        return list;
    }

    private static VBox nothing(CallsViewModel model) {
        var icon = Icon.CALLS.node("empty-icon");
        var title = new Label();
        title.getStyleClass().add("subheading");
        title.textProperty().bind(model.missedOnlyProperty().map(only -> only ? "No missed calls" : "No calls yet"));
        var hint = new Label("Open a chat and press the phone or the camera above it.");
        hint.getStyleClass().add("muted");
        hint.visibleProperty().bind(model.missedOnlyProperty().not());
        var box = new VBox(8, icon, title, hint);
        box.setId(CallIds.NO_CALLS);
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
