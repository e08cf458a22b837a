package io.callvault.desktop.fx;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The strip that says what is wrong and offers what can be done about it; hidden, and without height, when all is well. Shows our own
 * sentences only: a text of people does not belong into a label that wraps.
 */
public final class NetworkBanner extends HBox {
    /** How it looks. */
    public enum Tone {
        WARNING,
        /** Something does not work until it is mended. */
        BAD,
        /** Only good to know. */
        NOTE
    }

    /**
     * What it shows.
     *
     * @param detail in a quieter line below; empty for none
     * @param action the words of its button
     * @param busy whether the action is under way, so that it cannot be asked for
     * @param more whether the button "Details" is there
     */
    public record Content(
            Icon icon, Tone tone, String words, String detail, Optional<String> action, boolean busy, boolean more) {}

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass TWO_LINES = PseudoClass.getPseudoClass("two-lines");
    private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");

    private final FontIcon icon = new FontIcon();
    private final Label words = new Label();
    private final Label detail = new Label();
    private final Button action = new Button();
    private final HBox second = new HBox(10, detail);
    private final Button more = new Button("Details");

    public NetworkBanner() {
        super(12);
        getStyleClass().add("network-banner");
        setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        detail.getStyleClass().add("banner-detail");
        second.setAlignment(Pos.CENTER_LEFT);
        var both = new VBox(1, words, second);
        both.setAlignment(Pos.CENTER_LEFT);
        both.setMinWidth(0);
        HBox.setHgrow(both, Priority.ALWAYS);
        action.getStyleClass().setAll("banner-button");
        more.getStyleClass().setAll("banner-link");
        action.setMinWidth(USE_PREF_SIZE);
        more.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, both, more, action);
        hide();
    }

    /** The ids of the second line and of the two buttons. */
    public void setIds(String detailId, String actionId, String moreId) {
        detail.setId(detailId);
        action.setId(actionId);
        more.setId(moreId);
    }

    /** What the button does. */
    public void setOnAction(Runnable run) {
        action.setOnAction(event -> run.run());
    }

    /** What "Details" does. */
    public void setOnMore(Runnable run) {
        more.setOnAction(event -> run.run());
    }

    /** Shows a sentence. */
    public void show(Content now) {
        now.icon().showIn(icon);
        words.setText(now.words());
        detail.setText(now.detail());
        boolean two = !now.detail().isEmpty();
        there(second, two);
        // Beside the detail where there is one: a narrow window has more room below than at the right.
        if (two != second.getChildren().contains(more)) {
            getChildren().remove(more);
            second.getChildren().remove(more);
            if (two) {
                second.getChildren().add(more);
            } else {
                getChildren().add(2, more);
            }
        }
        pseudoClassStateChanged(TWO_LINES, two);
        action.setText(now.action().orElse(""));
        action.setDisable(now.busy());
        there(action, now.action().isPresent());
        there(more, now.more());
        pseudoClassStateChanged(BAD, now.tone() == Tone.BAD);
        pseudoClassStateChanged(NOTE, now.tone() == Tone.NOTE);
        setAccessibleText(now.detail().isEmpty() ? now.words() : now.words() + " " + now.detail());
        there(this, true);
    }

    /** Takes it away. */
    public void hide() {
        there(this, false);
    }

    private static void there(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
