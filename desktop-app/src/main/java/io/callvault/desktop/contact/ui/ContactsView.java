package io.callvault.desktop.contact.ui;

import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.PageColumn;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The contacts screen. */
public final class ContactsView extends StackPane {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

    private final TextField handle = new TextField();

    public ContactsView(ContactsViewModel model) {
        setId(ContactIds.SCREEN);
        getStyleClass().add("page");
        var title = new Label("Contacts");
        title.getStyleClass().add("heading");

        var list = new ListView<>(model.shown());
        list.setId(ContactIds.LIST);
        list.getStyleClass().add("plain-list");
        list.setCellFactory(view -> new ContactCell(model));
        var nobody = new Label("Nobody here yet. Ask your friends for their handle, or tell them yours.");
        nobody.setId(ContactIds.NO_CONTACTS);
        nobody.getStyleClass().add("muted");
        nobody.visibleProperty().bind(Bindings.isEmpty(model.shown()));
        var people = new StackPane(list, nobody);
        people.setAlignment(Pos.CENTER);
        VBox.setVgrow(people, Priority.ALWAYS);

        var column = new PageColumn(16, title, invite(model), people);
        getChildren().add(column);
    }

    /** Puts the cursor where a handle is written. */
    public void focus() {
        handle.requestFocus();
    }

    private Node invite(ContactsViewModel model) {
        handle.setId(ContactIds.HANDLE);
        handle.setPromptText("Handle, for example anna");
        handle.getStyleClass().add("field");
        handle.textProperty().bindBidirectional(model.handleProperty());
        handle.setOnAction(event -> model.invite());
        HBox.setHgrow(handle, Priority.ALWAYS);
        var ask = new Button("Invite", Icon.ADD_PERSON.node());
        ask.setId(ContactIds.INVITE);
        ask.getStyleClass().setAll("button", "primary");
        ask.setMinWidth(USE_PREF_SIZE);
        ask.disableProperty()
                .bind(model.busyProperty().or(model.handleProperty().isEmpty()));
        ask.setOnAction(event -> model.invite());
        var link = new Label();
        link.setId(ContactIds.LINK);
        link.getStyleClass().add("link-note");
        link.setWrapText(true);
        link.setMinHeight(USE_PREF_SIZE);
        link.setMaxWidth(Double.MAX_VALUE);
        link.textProperty().bind(model.linkProperty());
        link.visibleProperty().bind(link.textProperty().isNotEmpty());
        link.managedProperty().bind(link.visibleProperty());
        var line = new HBox(10, handle, ask);
        line.setAlignment(Pos.CENTER_LEFT);

        var result = new Label();
        result.setId(ContactIds.RESULT);
        result.setWrapText(false);
        result.getStyleClass().add("problem");
        model.resultProperty().addListener((source, before, now) -> {
            result.setText(now.sentence());
            result.pseudoClassStateChanged(GOOD, now.good());
        });
        result.visibleProperty().bind(result.textProperty().isNotEmpty());
        result.managedProperty().bind(result.visibleProperty());
        return new VBox(8, link, line, result);
    }
}
