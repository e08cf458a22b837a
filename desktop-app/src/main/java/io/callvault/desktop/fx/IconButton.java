package io.callvault.desktop.fx;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;

/** A round button that is nothing but an icon; the words are its tooltip and what a screen reader says. */
public final class IconButton extends Button {
    /** @param words what it does, as a command: "Search" */
    public IconButton(Icon icon, String words) {
        setGraphic(icon.node());
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().setAll("icon-button");
        setAccessibleText(words);
        setTooltip(new Tooltip(words));
    }
}
