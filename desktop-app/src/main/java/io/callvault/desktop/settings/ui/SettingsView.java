package io.callvault.desktop.settings.ui;

import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.PageColumn;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.link.LinkStatus;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The settings screen. */
public final class SettingsView extends StackPane {
    /**
     * @param sections those that other features and systems bring along
     * @param details opens the connection details, another feature's page
     */
    public SettingsView(SettingsViewModel model, Theme theme, List<Node> sections, Runnable details) {
        setId(SettingsIds.SCREEN);
        getStyleClass().add("page");
        var title = new Label("Settings");
        title.getStyleClass().add("heading");
        List<Node> parts = new ArrayList<>(List.of(title, profile(model), section("Look", looks(theme))));
        parts.addAll(sections);
        parts.add(section("Connection", connection(model, details)));
        parts.add(section("Recovery key", recoveryKey(model)));
        parts.add(signOut(model));
        var column = new PageColumn(14, parts.toArray(Node[]::new));
        getChildren().add(column.scrolling());
    }

    private static Node profile(SettingsViewModel model) {
        var name = new EmojiLabel("subheading", 18);
        name.setId(SettingsIds.NAME);
        var handle = new Label();
        handle.setId(SettingsIds.HANDLE);
        handle.getStyleClass().add("muted");
        var face = new Avatar(64);
        model.me().ifPresent(me -> {
            name.show(me.displayName());
            handle.setText("@" + me.handle() + "  ·  " + me.server());
            face.show(me.user().toString(), me.displayName());
        });
        var words = new VBox(3, name, handle);
        words.setAlignment(Pos.CENTER_LEFT);
        var line = new HBox(16, face, words);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("panel");
        return line;
    }

    private static Node section(String words, Node content) {
        var label = new Label(words);
        label.getStyleClass().add("section");
        var box = new VBox(10, label, content);
        box.getStyleClass().add("panel");
        return box;
    }

    private static Node looks(Theme theme) {
        var group = new ToggleGroup();
        var line = new HBox(4);
        line.getStyleClass().add("segments");
        line.setMaxWidth(Region.USE_PREF_SIZE);
        for (Theme.Choice choice : Theme.Choice.values()) {
            var words = switch (choice) {
                case SYSTEM -> "Like the system";
                case LIGHT -> "Light";
                case DARK -> "Dark";
            };
            var button = new ToggleButton(words);
            button.setId(SettingsIds.look(choice.name()));
            button.getStyleClass().setAll("segment");
            button.setToggleGroup(group);
            button.setSelected(theme.choiceProperty().get() == choice);
            button.setOnAction(event -> {
                theme.choiceProperty().set(choice);
                button.setSelected(true);
            });
            line.getChildren().add(button);
        }
        return line;
    }

    private static Node connection(SettingsViewModel model, Runnable details) {
        var state = new Label();
        state.setId(SettingsIds.CONNECTION);
        state.textProperty().bind(model.statusProperty().map(SettingsViewModel::words));
        var connect = new Button("Connect now", Icon.RETRY.node());
        connect.setId(SettingsIds.CONNECT);
        connect.getStyleClass().setAll("button", "secondary", "small");
        connect.visibleProperty().bind(model.statusProperty().isNotEqualTo(LinkStatus.ONLINE));
        connect.setOnAction(event -> model.connectNow());
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var more = new Button("Details", Icon.CONNECTION.node());
        more.setId(SettingsIds.DETAILS);
        more.getStyleClass().setAll("button", "secondary", "small");
        more.setOnAction(event -> details.run());
        connect.managedProperty().bind(connect.visibleProperty());
        var line = new HBox(10, state, spring, connect, more);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Node recoveryKey(SettingsViewModel model) {
        var words = new Label("Opens your account on another device. Whoever has it is you: show it to nobody.");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        var box = new TextArea();
        box.setId(SettingsIds.KEY);
        box.setEditable(false);
        box.setWrapText(true);
        box.setPrefRowCount(2);
        box.getStyleClass().add("key-box");
        box.setVisible(false);
        box.setManaged(false);
        var show = new Button("Show", Icon.KEY.node());
        show.setId(SettingsIds.SHOW_KEY);
        show.getStyleClass().setAll("button", "secondary", "small");
        var copy = new Button("Copy", Icon.COPY.node());
        copy.setId(SettingsIds.COPY_KEY);
        copy.getStyleClass().setAll("button", "secondary", "small");
        copy.setOnAction(event -> model.recoveryKey().ifPresent(key -> {
            var content = new ClipboardContent();
            content.putString(key);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText("Copied");
        }));
        show.setOnAction(event -> {
            boolean shown = !box.isVisible();
            // Not kept in the scene while hidden.
            box.setText(shown ? model.recoveryKey().orElse("There is no key on this device.") : "");
            box.setVisible(shown);
            box.setManaged(shown);
            show.setText(shown ? "Hide" : "Show");
        });
        return new VBox(10, words, box, new HBox(8, show, copy));
    }

    private static Node signOut(SettingsViewModel model) {
        var out = new Button("Sign out", Icon.SIGN_OUT.node());
        out.setId(SettingsIds.SIGN_OUT);
        out.getStyleClass().setAll("button", "secondary", "small", "danger");
        out.disableProperty().bind(model.busyProperty());
        out.setOnAction(event -> model.signOut());
        var problem = new Label();
        problem.setId(SettingsIds.PROBLEM);
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        var words = new Label("Ends the session on the server. Your messages stay on this device.");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        return section("Account", new VBox(10, words, out, problem));
    }
}
