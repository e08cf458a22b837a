package io.callvault.desktop.call.ui.window;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A small menu inside the call's window, above the controls; in the colours of the theme. */
class Card extends VBox {
    Card(String id, String title, double width) {
        super(10);
        setId(id);
        setAccessibleText(title);
        getStyleClass().add("call-card");
        setMaxSize(width, USE_PREF_SIZE);
        setMinWidth(Math.min(width, 220));
        setPrefWidth(width);
        var heading = new Label(title);
        heading.getStyleClass().add("subheading");
        getChildren().add(heading);
    }

    /** A part with a word above it. */
    static VBox part(String words, Node... nodes) {
        var label = new Label(words);
        label.getStyleClass().add("field-label");
        var box = new VBox(5, label);
        box.getChildren().addAll(nodes);
        return box;
    }
}
