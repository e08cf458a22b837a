package io.callvault.desktop.fx;

import javafx.geometry.Pos;
import javafx.scene.layout.StackPane;

/** The floating button that leads back to the newest messages, with the count of those not read yet. */
public final class JumpButton extends StackPane {
    private final Badge badge = new Badge();

    /** @param action on a click */
    public JumpButton(Runnable action) {
        var button = new IconButton(Icon.DOWN, "Go to the newest message");
        button.getStyleClass().add("jump-button");
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        badge.setMouseTransparent(true);
        badge.setTranslateY(-10);
        StackPane.setAlignment(badge, Pos.TOP_CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setPickOnBounds(false);
        getChildren().addAll(button, badge);
    }

    /** @param unread messages below */
    public void show(int unread) {
        badge.show(unread);
    }
}
