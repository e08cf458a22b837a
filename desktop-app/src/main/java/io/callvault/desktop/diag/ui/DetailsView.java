package io.callvault.desktop.diag.ui;

import io.callvault.desktop.diag.Facts;
import io.callvault.desktop.fx.EverySecond;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.desktop.fx.PageColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The connection details: every figure, live while the page is shown, and a report for support. */
public final class DetailsView extends StackPane {
    private static final double LABEL_WIDTH = 250;

    private final Map<String, Label> values = new HashMap<>();
    private final VBox panels = new VBox(14);
    private List<String> shown = List.of();

    /**
     * @param back leads to the page this one was opened from
     * @param test leads to the call test
     */
    public DetailsView(DetailsViewModel model, Runnable back, Runnable test) {
        setId(DiagIds.DETAILS);
        getStyleClass().add("page");
        var leave = new IconButton(Icon.BACK, "Back");
        leave.setId(DiagIds.DETAILS_BACK);
        leave.setOnAction(event -> back.run());
        var title = new Label("Connection details");
        title.getStyleClass().add("heading");
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var begin = new Button("Test my connection");
        begin.setId(DiagIds.DETAILS_TEST);
        begin.getStyleClass().setAll("button", "primary", "small");
        begin.setMinWidth(USE_PREF_SIZE);
        begin.setOnAction(event -> test.run());
        var top = new HBox(8, leave, title, spring, copy(model), begin);
        top.setAlignment(Pos.CENTER_LEFT);
        var problem = new Label();
        problem.getStyleClass().add("problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        var column = new PageColumn(14, top, problem, panels);
        getChildren().add(column.scrolling());
        model.sectionsProperty().addListener((source, before, now) -> show(now));
        EverySecond.whileShown(this, model::refresh);
    }

    private static Node copy(DetailsViewModel model) {
        var copy = new Button("Copy report", Icon.COPY.node());
        copy.setId(DiagIds.DETAILS_COPY);
        copy.getStyleClass().setAll("button", "secondary", "small");
        copy.setMinWidth(USE_PREF_SIZE);
        var again = new PauseTransition(Duration.seconds(2));
        again.setOnFinished(event -> copy.setText("Copy report"));
        copy.setOnAction(event -> model.report().ifPresent(text -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText("Copied");
            again.playFromStart();
        }));
        return copy;
    }

    /** Only the values change from second to second; rows are made anew only if there are others. */
    private void show(List<Facts.Section> sections) {
        List<String> ids = sections.stream()
                .flatMap(section -> section.facts().stream().map(Facts.Fact::id))
                .toList();
        if (!ids.equals(shown)) {
            shown = ids;
            values.clear();
            panels.getChildren().setAll(sections.stream().map(this::panel).toList());
        }
        for (Facts.Section section : sections) {
            for (Facts.Fact fact : section.facts()) {
                Label value = values.get(fact.id());
                if (value != null) {
                    value.setText(fact.value());
                    value.setAccessibleText(fact.label() + ": " + fact.value());
                }
            }
        }
    }

    private Node panel(Facts.Section section) {
        var title = new Label(section.title());
        title.getStyleClass().add("section");
        var grid = new GridPane(12, 7);
        int row = 0;
        for (Facts.Fact fact : section.facts()) {
            var label = new Label(fact.label());
            label.getStyleClass().add("muted");
            label.setMinWidth(LABEL_WIDTH);
            var value = new Label(fact.value());
            value.setId(DiagIds.detail(fact.id()));
            value.getStyleClass().add("figure");
            values.put(fact.id(), value);
            grid.addRow(row++, label, value);
        }
        var panel = new VBox(10, title, grid);
        panel.getStyleClass().add("panel");
        return panel;
    }
}
