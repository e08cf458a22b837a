package io.callvault.desktop.fx;

import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

/**
 * Makes ready what every first window needs (style sheets, fonts, glyphs, emoji, the code of layout and drawing) by laying out a scene that
 * nobody sees. The FX thread has time for it while the main thread opens the profile.
 */
public final class WarmUp {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 480;

    private WarmUp() {}

    /** FX thread. Does nothing that a window would not do again, sooner now. */
    public static void run() {
        WindowIcon.sizes();
        var list = new ListView<String>();
        list.getItems().setAll("first", "second");
        list.getStyleClass().add("plain-list");
        var input = new TextArea();
        input.setWrapText(true);
        var root = new VBox(
                bubble("Warm, and long enough to be broken into two lines by a bubble of the usual width 👍🏽", true),
                bubble("חם ונעים", false),
                list,
                new TextField(),
                input,
                new Button("Button"),
                toggle(),
                new IconButton(Icon.SEND, "Send"),
                new Avatar(34, "warm", "Warm Up"),
                new EmojiLabel("conversation-name", 17));
        var scene = new Scene(root, WIDTH, HEIGHT);
        new Theme(Theme.Choice.SYSTEM).install(scene);
        root.applyCss();
        root.layout();
    }

    private static ToggleButton toggle() {
        var button = new ToggleButton();
        button.setGraphic(Icon.CHATS.node());
        button.getStyleClass().setAll("nav");
        return button;
    }

    private static VBox bubble(String text, boolean mine) {
        var row = new BubbleRow();
        row.show(new Bubble.Content(
                text,
                "12:00",
                mine,
                true,
                true,
                mine ? Optional.of(StatusMark.READ) : Optional.empty(),
                Optional.empty()));
        var day = new Label("Today");
        day.getStyleClass().setAll(List.of("label", "day-chip"));
        return new VBox(day, row);
    }
}
