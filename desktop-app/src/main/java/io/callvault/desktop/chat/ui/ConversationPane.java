package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.UiExecutor;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One conversation without the list: beside something else, for example a call. Made and closed by its window. FX thread. */
public final class ConversationPane extends VBox {

    /** @param model with the conversation to show selected; of this pane alone */
    public ConversationPane(ChatViewModel model, UiExecutor ui) {
        getStyleClass().add("conversation-pane");
        var composer = new ComposerView(model.composer());
        var timeline = new TimelineView(model.timeline(), ui);
        VBox.setVgrow(timeline, Priority.ALWAYS);
        composer.setOnPageKey(timeline::take);
        composer.setOnEditLast(() -> model.timeline().newestOwn().ifPresent(model.composer()::edit));
        getChildren().addAll(timeline, composer);
        sceneProperty().addListener((source, before, now) -> {
            boolean seen = now != null;
            model.activeProperty().set(seen);
            if (seen) {
                ui.execute(composer::focus);
            } else {
                model.close();
            }
        });
    }
}
