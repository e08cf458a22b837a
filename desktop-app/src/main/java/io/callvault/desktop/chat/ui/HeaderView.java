package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.TypingDots;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Whom one chats with, and whether they are there or typing. */
final class HeaderView extends HBox {
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    HeaderView(ChatViewModel model, Node actions) {
        super(11);
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        var face = new Avatar(40);
        var title = new EmojiLabel("header-title", 17);
        title.setId(ChatIds.TITLE);
        var subtitle = new Label();
        subtitle.setId(ChatIds.SUBTITLE);
        subtitle.getStyleClass().add("header-sub");
        subtitle.textProperty().bind(model.subtitleProperty());
        var dots = new TypingDots();
        dots.visibleProperty().bind(model.subtitleProperty().map(words -> words.endsWith("typing…")));
        dots.managedProperty().bind(dots.visibleProperty());
        subtitle.textProperty()
                .addListener((source, before, now) ->
                        subtitle.pseudoClassStateChanged(ACTIVE, now.endsWith("typing…") || now.equals("online")));
        var below = new HBox(6, dots, subtitle);
        below.setAlignment(Pos.CENTER_LEFT);
        var words = new VBox(1, title, below);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        model.titleProperty().addListener((source, before, now) -> title.show(now));
        Runnable redraw = () -> model.selectedProperty()
                .get()
                .flatMap(model.conversations()::find)
                .ifPresent(row -> face.show(Faces.of(row), row.title()));
        model.selectedProperty().addListener((source, before, now) -> redraw.run());
        model.titleProperty().addListener((source, before, now) -> redraw.run());
        getChildren().addAll(face, words, actions);
    }
}
