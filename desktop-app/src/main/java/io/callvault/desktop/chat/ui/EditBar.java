package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Above the composer while a message is edited: which one, and the way out. */
final class EditBar extends HBox {
    EditBar(ComposerViewModel model) {
        super(10);
        setId(ChatIds.EDIT_BAR);
        getStyleClass().add("edit-bar");
        setAlignment(Pos.CENTER_LEFT);
        var bar = new Region();
        bar.getStyleClass().add("edit-line");
        var title = new Label("Edit message");
        title.getStyleClass().add("edit-title");
        var before = new EmojiLabel("edit-text", 15);
        var words = new VBox(1, title, before);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var cancel = new IconButton(Icon.CLOSE, "Leave the message as it is");
        cancel.setId(ChatIds.EDIT_CANCEL);
        cancel.setOnAction(event -> model.stopEditing());
        getChildren().addAll(Icon.EDIT.node(), bar, words, cancel);
        visibleProperty().bind(model.editingProperty().map(Optional::isPresent));
        managedProperty().bind(visibleProperty());
        model.editingProperty()
                .addListener((source, old, now) -> now.ifPresent(editing -> before.show(editing.before())));
    }
}
