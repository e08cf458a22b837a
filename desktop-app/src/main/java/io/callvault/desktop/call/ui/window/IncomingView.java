package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.CallSentences;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.model.id.CallId;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A call that rings: who it is, and what can be done. No button has the focus at first: a person who is typing when the window comes up
 * must not take a call by it.
 */
final class IncomingView extends VBox {
    private static final double FACE = 104;
    private static final List<String> PRESETS =
            List.of("I will call you back.", "Can't talk now. What's up?", "I am in a meeting.");

    private final CallService calls;
    private final CallId call;
    private final RingingFace face = new RingingFace(FACE);
    private final VBox answers = new VBox(6);
    private final Button reply = new Button("Reply with a message", Icon.REPLY.node());

    IncomingView(CallService calls, CallView view, Runnable resized) {
        super(4);
        this.calls = calls;
        call = view.callId();
        setId(CallIds.INCOMING);
        getStyleClass().add("incoming");
        setAlignment(Pos.TOP_CENTER);
        face.show(view.with().toString(), view.person());
        face.ring(true);
        var name = new EmojiLabel("incoming-name", 20);
        name.setId(CallIds.INCOMING_NAME);
        name.show(view.person());
        var kind = new Label(CallSentences.kind(view));
        kind.setId(CallIds.INCOMING_KIND);
        kind.getStyleClass().add("incoming-kind");
        setAccessibleText(CallSentences.kind(view) + " of " + view.person());
        setMargin(face, new Insets(20, 0, 18, 0));
        var buttons = buttons(view.video());
        setMargin(buttons, new Insets(22, 0, 8, 0));
        reply.setId(CallIds.REPLY);
        reply.getStyleClass().setAll("button", "link-button", "incoming-reply");
        reply.setOnAction(event -> openAnswers(resized));
        answers.setVisible(false);
        answers.setManaged(false);
        answers.getStyleClass().add("incoming-answers");
        setFocusTraversable(true);
        getChildren().addAll(face, name, kind, buttons, reply, answers);
    }

    /** The rings stand still. */
    void stop() {
        face.ring(false);
    }

    private Node buttons(boolean video) {
        var decline = new RoundButton(CallIds.DECLINE, Icon.HANG_UP, "Decline", "Decline", "call-end");
        decline.setOnAction(() -> calls.decline(call));
        var sound = new RoundButton(
                CallIds.ACCEPT,
                Icon.CALLS,
                video ? "Sound only" : "Accept",
                video ? "Accept without your camera" : "Accept",
                video ? "call-plain-round" : "call-take");
        sound.setOnAction(() -> calls.accept(call, false));
        var picture = new RoundButton(
                CallIds.ACCEPT_VIDEO,
                Icon.VIDEO,
                video ? "Accept" : "With video",
                "Accept with your camera",
                video ? "call-take" : "call-plain-round");
        picture.setOnAction(() -> calls.accept(call, true));
        var line = video ? new HBox(30, decline, sound, picture) : new HBox(30, decline, picture, sound);
        line.setAlignment(Pos.CENTER);
        return line;
    }

    private void openAnswers(Runnable resized) {
        reply.setVisible(false);
        reply.setManaged(false);
        answers.setVisible(true);
        answers.setManaged(true);
        for (int i = 0; i < PRESETS.size(); i++) {
            String text = PRESETS.get(i);
            var button = new Button(text);
            button.setId(CallIds.preset(i + 1));
            button.getStyleClass().setAll("button", "incoming-preset");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(event -> calls.declineWith(call, text));
            answers.getChildren().add(button);
        }
        var own = new TextField();
        own.setId(CallIds.REPLY_TEXT);
        own.setPromptText("Your own words…");
        own.setAccessibleText("Your own words");
        own.getStyleClass().setAll("text-input", "text-field", "field");
        HBox.setHgrow(own, Priority.ALWAYS);
        var send = new IconButton(Icon.SEND, "Decline and send");
        send.setId(CallIds.REPLY_SEND);
        send.getStyleClass().add("send-button");
        send.disableProperty().bind(own.textProperty().map(String::isBlank));
        Runnable answer = () -> {
            if (!own.getText().isBlank()) {
                calls.declineWith(call, own.getText().strip());
            }
        };
        send.setOnAction(event -> answer.run());
        own.setOnAction(event -> answer.run());
        var line = new HBox(8, own, send);
        line.setAlignment(Pos.CENTER);
        answers.getChildren().add(line);
        resized.run();
        own.requestFocus();
    }
}
