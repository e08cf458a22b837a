package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.fx.Icon;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A large round button of a call, with a word below it. */
final class RoundButton extends VBox {
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final PseudoClass BUSY = PseudoClass.getPseudoClass("on");

    private final Button button = new Button();
    private final FontIcon icon;
    private final Label label = new Label();

    /**
     * @param words below it
     * @param tip what it does, with its key
     * @param kind a style class: "", "call-end", "call-take"
     */
    RoundButton(String id, Icon icon, String words, String tip, String kind) {
        super(6);
        this.icon = icon.node();
        setAlignment(Pos.TOP_CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("round-control");
        button.setId(id);
        button.setGraphic(this.icon);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("round-button");
        if (!kind.isEmpty()) {
            button.getStyleClass().add(kind);
        }
        label.getStyleClass().add("round-label");
        label.setMinWidth(USE_PREF_SIZE);
        button.disabledProperty().addListener((source, before, now) -> label.setOpacity(now ? 0.45 : 1));
        getChildren().addAll(button, label);
        say(icon, words, tip);
    }

    void setOnAction(Runnable action) {
        button.setOnAction(event -> action.run());
    }

    Button button() {
        return button;
    }

    /** Another meaning: the same button mutes and unmutes. */
    void say(Icon now, String words, String tip) {
        now.showIn(icon);
        label.setText(words);
        button.setAccessibleText(tip);
        if (button.getTooltip() == null || !tip.equals(button.getTooltip().getText())) {
            button.setTooltip(new Tooltip(tip));
        }
    }

    /** White and struck through: what it stands for is off. */
    void setOff(boolean off) {
        button.pseudoClassStateChanged(OFF, off);
    }

    /** In the accent's colour: what it stands for is on, or its panel is open. */
    void setOn(boolean on) {
        button.pseudoClassStateChanged(BUSY, on);
    }

    /** Whether the word below is shown; narrow windows have no room for it. */
    void setWordShown(boolean shown) {
        label.setVisible(shown);
        label.setManaged(shown);
    }
}
