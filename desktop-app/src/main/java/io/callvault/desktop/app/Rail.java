package io.callvault.desktop.app;

import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.Badge;
import io.callvault.desktop.fx.Icon;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The narrow column at the left that leads from page to page. */
final class Rail extends VBox {
    private static final double WIDTH = 64;

    private final ToggleGroup group = new ToggleGroup();

    Rail(Avatar me) {
        super(6);
        setId(MainIds.RAIL);
        getStyleClass().add("rail");
        setAlignment(Pos.TOP_CENTER);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        // One page is always shown: a second click on its button changes nothing.
        group.selectedToggleProperty().addListener((source, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            }
        });
        me.setId(MainIds.ME);
        var spring = new Region();
        VBox.setVgrow(spring, Priority.ALWAYS);
        getChildren().addAll(spring, me);
    }

    /** Adds a page above the free space. */
    ToggleButton page(String id, Icon icon, String words, ObservableIntegerValue count, Runnable show) {
        ToggleButton button = button(id, icon, words, show);
        var badge = new Badge();
        badge.getStyleClass().add("rail-badge");
        badge.setMouseTransparent(true);
        badge.show(count.get());
        count.addListener((source, before, now) -> badge.show(now.intValue()));
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        var both = new StackPane(button, badge);
        both.setMaxWidth(Region.USE_PREF_SIZE);
        getChildren().add(getChildren().size() - 2, both);
        return button;
    }

    /** Adds a page below the free space, above the avatar. */
    ToggleButton lowerPage(String id, Icon icon, String words, Runnable show) {
        ToggleButton button = button(id, icon, words, show);
        getChildren().add(getChildren().size() - 1, button);
        return button;
    }

    private ToggleButton button(String id, Icon icon, String words, Runnable show) {
        var button = new ToggleButton();
        button.setId(id);
        button.setGraphic(icon.node());
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("nav");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setToggleGroup(group);
        button.selectedProperty().addListener((source, before, now) -> {
            if (now) {
                show.run();
            }
        });
        // A page without a button of its own may be in front: a click on the chosen button leads back.
        button.setOnAction(event -> show.run());
        return button;
    }

    /** Pages share one place: only one is shown. */
    static void showOnly(StackPane pages, Node page) {
        pages.getChildren().forEach(other -> other.setVisible(other.equals(page)));
    }
}
