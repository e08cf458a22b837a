package io.callvault.desktop.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A page of settings or figures: one column in the middle, no wider than is good to read. FX thread. */
public final class PageColumn extends VBox {
    private static final double WIDTH = 620;

    public PageColumn(double gap, Node... parts) {
        super(gap, parts);
        setMaxWidth(WIDTH);
        getStyleClass().add("page-column");
    }

    /** The column in a pane that scrolls when the window is lower than the page. */
    public ScrollPane scrolling() {
        var middle = new StackPane(this);
        middle.setAlignment(Pos.TOP_CENTER);
        var scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        return scroll;
    }
}
