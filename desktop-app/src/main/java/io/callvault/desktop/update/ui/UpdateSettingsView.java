package io.callvault.desktop.update.ui;

import atlantafx.base.controls.ToggleSwitch;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.update.UpdateService;
import io.callvault.desktop.update.UpdateStatus;
import io.callvault.model.update.Channel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The section "Updates" of the settings. FX thread. */
public final class UpdateSettingsView extends VBox {
    private final UpdateViewModel model;
    private final Label status = muted(UpdateIds.STATUS);
    private final Label locked = new Label("Set by your organisation.", Icon.LOCK.node("menu-icon"));
    private final Label notesTitle = new Label("What is new");
    private final Label notes = muted(UpdateIds.NOTES);
    private final ToggleSwitch on = new ToggleSwitch();
    private final Map<Channel, ToggleButton> channels = new EnumMap<>(Channel.class);
    private final Button check = button(UpdateIds.CHECK, "Check now", Icon.RETRY);
    private final Button install = button(UpdateIds.INSTALL, "Restart to update", Icon.UPDATE);
    private final TextField command = new TextField();
    private final Button copy = button(UpdateIds.COPY_COMMAND, "Copy", Icon.COPY);
    private final HBox choice;
    private final HBox channelLine;
    private final HBox commandLine;

    public UpdateSettingsView(UpdateViewModel model) {
        super(12);
        this.model = model;
        setId(UpdateIds.SECTION);
        getStyleClass().add("panel");
        var title = new Label("Updates");
        title.getStyleClass().add("section");
        var version = new Label("Version " + model.viewProperty().get().version());
        version.setId(UpdateIds.VERSION);
        version.getStyleClass().add("setting-name");
        locked.setId(UpdateIds.LOCKED);
        locked.getStyleClass().add("muted");
        notesTitle.getStyleClass().add("setting-name");
        choice = toggle();
        channelLine = channels();
        commandLine = command();
        check.setOnAction(event -> model.checkNow());
        install.setOnAction(event -> model.restart());
        var buttons = new HBox(8, check, install);
        getChildren()
                .addAll(
                        title,
                        new VBox(2, version, status),
                        commandLine,
                        new VBox(4, notesTitle, notes),
                        buttons,
                        choice,
                        channelLine,
                        locked);
        show(model.viewProperty().get());
        model.viewProperty().addListener((source, before, now) -> show(now));
    }

    private void show(UpdateService.View now) {
        status.setText(model.words(now.status()));
        String news = UpdateViewModel.notes(now.status());
        notes.setText(news);
        there(notesTitle, !news.isEmpty());
        there(notes, !news.isEmpty());
        there(check, now.possible() && now.choice().on());
        check.setDisable(UpdateViewModel.isBusy(now.status()));
        Optional<PackageInstaller.Way> way = UpdateViewModel.ready(now).map(UpdateStatus.Ready::way);
        there(install, way.filter(PackageInstaller.Way.Opens.class::isInstance).isPresent());
        Optional<String> typed =
                way.flatMap(one -> one instanceof PackageInstaller.Way.ByHand hand ? hand.command() : Optional.empty());
        command.setText(typed.orElse(""));
        there(commandLine, typed.isPresent());
        there(choice, now.possible());
        on.setSelected(now.choice().on());
        on.setDisable(now.locked());
        there(channelLine, now.possible() && now.choice().on());
        channelLine.setDisable(now.channelLocked());
        channels.forEach(
                (channel, button) -> button.setSelected(channel == now.choice().channel()));
        there(locked, now.locked() || now.channelLocked());
    }

    private HBox toggle() {
        var name = new Label("Keep Call Vault up to date");
        name.getStyleClass().add("setting-name");
        var hint = muted("");
        hint.setText("Looks once a day, not while battery or data are short. You decide when it is installed.");
        var both = new VBox(2, name, hint);
        HBox.setHgrow(both, Priority.ALWAYS);
        both.setMinWidth(0);
        on.setId(UpdateIds.ON);
        on.setAccessibleText(name.getText());
        on.setMinWidth(USE_PREF_SIZE);
        on.setFocusTraversable(true);
        on.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE) {
                on.setSelected(!on.isSelected());
                event.consume();
            }
        });
        on.selectedProperty().addListener((source, before, now) -> {
            if (now != model.viewProperty().get().choice().on()) {
                model.switchOn(now);
            }
        });
        var line = new HBox(16, both, on);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private HBox channels() {
        var group = new ToggleGroup();
        var segments = new HBox(4);
        segments.getStyleClass().add("segments");
        segments.setMaxWidth(Region.USE_PREF_SIZE);
        for (Channel channel : Channel.values()) {
            var button = new ToggleButton(
                    switch (channel) {
                        case STABLE -> "Finished versions";
                        case BETA -> "Test versions too";
                    });
            button.setId(UpdateIds.channel(channel));
            button.getStyleClass().setAll("segment");
            button.setToggleGroup(group);
            button.setOnAction(event -> {
                // One is always chosen: a second click on it changes nothing.
                button.setSelected(true);
                if (model.viewProperty().get().choice().channel() != channel) {
                    model.choose(channel);
                }
            });
            channels.put(channel, button);
            segments.getChildren().add(button);
        }
        return new HBox(segments);
    }

    private HBox command() {
        command.setId(UpdateIds.COMMAND);
        command.setEditable(false);
        command.getStyleClass().add("field");
        HBox.setHgrow(command, Priority.ALWAYS);
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(event -> {
            var content = new ClipboardContent();
            content.putString(command.getText());
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText("Copied");
        });
        command.textProperty().addListener((source, before, now) -> copy.setText("Copy"));
        var line = new HBox(8, command, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label muted(String id) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Button button(String id, String words, Icon icon) {
        var button = new Button(words, icon.node());
        button.setId(id);
        button.getStyleClass().setAll("button", "secondary", "small");
        return button;
    }

    private static void there(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
