package io.callvault.desktop.fx;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The strip that says why messages wait; hidden, and without height, when all is well. */
public final class NetworkBanner extends HBox {
    private final FontIcon icon = new FontIcon();
    private final Label words = new Label();

    public NetworkBanner() {
        super(12);
        getStyleClass().add("network-banner");
        setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        getChildren().addAll(icon, words);
        hide();
    }

    /** Shows a sentence. */
    public void show(Icon what, String sentence) {
        what.showIn(icon);
        words.setText(sentence);
        setAccessibleText(sentence);
        setShown(true);
    }

    /** Takes it away. */
    public void hide() {
        setShown(false);
    }

    private void setShown(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
