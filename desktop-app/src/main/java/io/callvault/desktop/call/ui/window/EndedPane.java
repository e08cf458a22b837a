package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.CallSentences;
import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.model.call.CallEnd;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** After the call: how it ended and why, how it was, and what can be done now. */
final class EndedPane extends StackPane {
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double WIDTH = 420;
    private static final int STARS = 5;

    /** What can be done. */
    interface Actions {
        void callAgain();

        void close();

        void rate(int stars);
    }

    /**
     * @param seconds spoken; 0 if it never came to that
     * @param survey whether to ask how it was
     */
    EndedPane(CallView call, long seconds, boolean survey, Actions actions) {
        setId(CallIds.ENDED);
        getStyleClass().add("call-ended");
        CallEnd end = call.end().orElse(CallEnd.OTHER);
        var face = new Avatar(84, call.with().toString(), call.person());
        var name = new EmojiLabel("call-name", 22);
        name.show(call.person());
        var title = new Label(CallSentences.title(end, call.incoming())
                + (seconds > 0 ? ", " + CallSentences.duration(seconds) : ""));
        title.setId(CallIds.END_TITLE);
        title.getStyleClass().add("call-end-title");
        var column = new VBox(8, face, name, title);
        column.setAlignment(Pos.CENTER);
        column.setMaxWidth(WIDTH);
        VBox.setMargin(name, new Insets(10, 0, 0, 0));
        String why = CallSentences.reason(end, call.incoming());
        if (end == CallEnd.NOT_AUTHENTIC) {
            column.getChildren().setAll(face, name, warning(title, why));
        } else if (!why.isEmpty()) {
            var reason = new Label(why);
            reason.setId(CallIds.END_REASON);
            reason.getStyleClass().add("call-end-reason");
            reason.setWrapText(true);
            column.getChildren().add(reason);
        }
        if (survey && seconds > 0) {
            column.getChildren().add(survey(actions::rate));
        }
        column.getChildren().add(buttons(end, actions));
        setAccessibleText(title.getText() + ". " + why);
        getChildren().add(column);
    }

    private static Node warning(Label title, String why) {
        title.getStyleClass().setAll("label", "not-authentic-title");
        var reason = new Label(why);
        reason.setId(CallIds.END_REASON);
        reason.setWrapText(true);
        reason.getStyleClass().add("not-authentic-words");
        var box = new VBox(10, Icon.WARNING.node("not-authentic-icon"), title, reason);
        box.setId(CallIds.WARNING);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("not-authentic");
        VBox.setMargin(box, new Insets(12, 0, 0, 0));
        return box;
    }

    private static Node survey(IntConsumer rate) {
        var question = new Label("How was the call?");
        question.getStyleClass().add("call-end-reason");
        var line = new HBox(2);
        line.setAlignment(Pos.CENTER);
        List<IconButton> stars = IntStream.rangeClosed(1, STARS)
                .mapToObj(number -> star(number, line))
                .toList();
        for (int i = 0; i < STARS; i++) {
            int number = i + 1;
            stars.get(i).setOnAction(event -> {
                light(line, number);
                line.setDisable(true);
                question.setText("Thank you. It stays on this device.");
                rate.accept(number);
            });
        }
        line.setOnMouseExited(event -> light(line, 0));
        line.getChildren().addAll(stars);
        var box = new VBox(4, question, line);
        box.setId(CallIds.SURVEY);
        box.setAlignment(Pos.CENTER);
        VBox.setMargin(box, new Insets(16, 0, 0, 0));
        return box;
    }

    private static IconButton star(int number, HBox line) {
        String words = number == 1 ? "1 star: bad" : number == STARS ? "5 stars: very good" : number + " stars";
        var star = new IconButton(Icon.STAR, words);
        star.setId(CallIds.star(number));
        star.getStyleClass().add("survey-star");
        star.setOnMouseEntered(event -> {
            if (!line.isDisabled()) {
                light(line, number);
            }
        });
        return star;
    }

    private static void light(HBox line, int stars) {
        if (line.isDisabled()) {
            return;
        }
        for (int i = 0; i < line.getChildren().size(); i++) {
            line.getChildren().get(i).pseudoClassStateChanged(LIT, i < stars);
        }
    }

    private static Node buttons(CallEnd end, Actions actions) {
        var close = new Button("Close");
        close.setId(CallIds.CLOSE);
        close.getStyleClass().setAll("button", "call-plain");
        close.setOnAction(event -> actions.close());
        var line = new HBox(12, close);
        line.setAlignment(Pos.CENTER);
        boolean again = end != CallEnd.NOT_AUTHENTIC && end != CallEnd.GLARE && end != CallEnd.ANSWERED_ELSEWHERE;
        if (again) {
            var call = new Button("Call again", Icon.CALLS.node());
            call.setId(CallIds.AGAIN);
            call.getStyleClass().setAll("button", "call-plain", "call-again");
            call.setOnAction(event -> actions.callAgain());
            line.getChildren().add(call);
        }
        VBox.setMargin(line, new Insets(20, 0, 0, 0));
        return line;
    }
}
