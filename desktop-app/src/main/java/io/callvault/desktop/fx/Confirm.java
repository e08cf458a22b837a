package io.callvault.desktop.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Asks once before something that cannot be undone, above everything else in the window. Escape and a click beside it mean no. */
public final class Confirm {
    /** Node ids: a promise to outside test suites (docs/ui-test-ids.md). */
    public static final String CARD = "confirm";

    public static final String YES = "confirm-yes";
    public static final String NO = "confirm-no";

    private static final double WIDTH = 360;

    /**
     * The question, in our own words.
     *
     * @param title what is asked
     * @param words what it means
     * @param yes the button that does it
     */
    public record Question(String title, String words, String yes) {}

    private Confirm() {}

    /** Asks in the window of a node, whose root must be able to hold the question; does it only after a yes. FX thread. */
    public static void ask(Node owner, Question question, Runnable action) {
        if (owner.getScene() == null || !(owner.getScene().getRoot() instanceof Pane root)) {
            throw new IllegalStateException("nothing to ask in: the node is in no window with a pane as its root");
        }
        Node before = owner.getScene().getFocusOwner();
        var veil = new StackPane();
        Runnable close = () -> {
            root.getChildren().remove(veil);
            if (before != null) {
                before.requestFocus();
            }
        };
        var yes = new Button(question.yes());
        yes.setId(YES);
        yes.getStyleClass().setAll("button", "primary", "destructive", "small");
        yes.setOnAction(event -> {
            close.run();
            action.run();
        });
        var no = new Button("Cancel");
        no.setId(NO);
        no.getStyleClass().setAll("button", "secondary", "small");
        no.setOnAction(event -> close.run());
        veil.getStyleClass().add("confirm-veil");
        veil.getChildren().add(card(question, no, yes));
        veil.setOnMouseClicked(event -> {
            if (veil.equals(event.getTarget())) {
                close.run();
            }
        });
        veil.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            }
        });
        root.getChildren().add(veil);
        no.requestFocus();
    }

    private static VBox card(Question question, Button no, Button yes) {
        var title = new Label(question.title());
        title.getStyleClass().add("subheading");
        title.setWrapText(true);
        var words = new Label(question.words());
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        var buttons = new HBox(10, no, yes);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var card = new VBox(12, title, words, buttons);
        VBox.setMargin(buttons, new javafx.geometry.Insets(6, 0, 0, 0));
        card.setId(CARD);
        card.setAccessibleText(question.title());
        card.getStyleClass().add("confirm-card");
        card.setMaxSize(WIDTH, VBox.USE_PREF_SIZE);
        return card;
    }
}
