package io.callvault.desktop.account.ui;

import io.callvault.desktop.account.AccountService.Field;
import io.callvault.desktop.fx.WindowIcon;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The first screen: sign up, or sign in with a recovery key. */
public final class WelcomeView extends StackPane {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final WelcomeViewModel model;

    /** @param waiting what a link asks for, until somebody is signed in; empty if none was opened */
    public WelcomeView(WelcomeViewModel model, ObservableValue<String> waiting) {
        this.model = model;
        setId(AccountIds.WELCOME);
        getStyleClass().add("welcome");
        var icon = new ImageView(WindowIcon.draw(256));
        icon.setFitWidth(76);
        icon.setFitHeight(76);
        var title = new Label("Call Vault");
        title.getStyleClass().add("heading");
        var line = new Label("Messages that are never lost");
        line.getStyleClass().add("muted");
        var head = new VBox(4, icon, title, line);
        VBox.setMargin(title, new Insets(10, 0, 0, 0));
        head.setAlignment(Pos.CENTER);

        Node name = field("Name", AccountIds.DISPLAY_NAME, "Anna Markova", model.nameProperty(), Field.DISPLAY_NAME);
        Node handle = field("Handle", AccountIds.HANDLE, "anna", model.handleProperty(), Field.HANDLE);
        Node key = field(
                "Recovery key",
                AccountIds.RECOVERY_KEY_INPUT,
                "Paste it here",
                model.recoveryKeyProperty(),
                Field.RECOVERY_KEY);
        Node server = server();
        var signUp = model.formProperty().isEqualTo(WelcomeViewModel.Form.SIGN_UP);
        showIf(name, signUp);
        showIf(handle, signUp);
        showIf(key, signUp.not());

        var problem = new Label();
        problem.setId(AccountIds.PROBLEM);
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty().map(WelcomeViewModel.Problem::sentence));
        showIf(problem, problem.textProperty().isNotEmpty());

        var submit = new Button();
        submit.setId(AccountIds.SUBMIT);
        submit.getStyleClass().setAll("button", "primary");
        submit.setDefaultButton(true);
        submit.setMaxWidth(Double.MAX_VALUE);
        submit.textProperty()
                .bind(Bindings.when(model.busyProperty())
                        .then("One moment…")
                        .otherwise(Bindings.when(signUp).then("Create account").otherwise("Sign in")));
        submit.disableProperty().bind(model.busyProperty());
        submit.setOnAction(event -> model.submit());

        var card = new VBox(14, head, new WaitingLink(waiting), tabs(), name, handle, key, server, problem, submit);
        VBox.setMargin(submit, new Insets(6, 0, 0, 0));
        card.getStyleClass().add("card");
        card.setMaxSize(400, USE_PREF_SIZE);
        getChildren().add(card);
    }

    private Node tabs() {
        var group = new ToggleGroup();
        ToggleButton create = tab("Create account", AccountIds.TAB_SIGN_UP, WelcomeViewModel.Form.SIGN_UP, group);
        ToggleButton existing = tab("I have an account", AccountIds.TAB_SIGN_IN, WelcomeViewModel.Form.SIGN_IN, group);
        create.setSelected(true);
        // One of the two is always chosen: a second click on it changes nothing.
        group.selectedToggleProperty().addListener((source, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            }
        });
        var tabs = new HBox(4, create, existing);
        tabs.getStyleClass().add("segments");
        return tabs;
    }

    private ToggleButton tab(String words, String id, WelcomeViewModel.Form form, ToggleGroup group) {
        var tab = new ToggleButton(words);
        tab.setId(id);
        tab.setToggleGroup(group);
        tab.getStyleClass().setAll("segment");
        tab.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(tab, Priority.ALWAYS);
        tab.setOnAction(event -> model.formProperty().set(form));
        return tab;
    }

    private VBox field(String words, String id, String hint, StringProperty value, Field field) {
        var label = new Label(words);
        label.getStyleClass().add("field-label");
        var input = new TextField();
        input.setId(id);
        input.setPromptText(hint);
        input.getStyleClass().add("field");
        input.textProperty().bindBidirectional(value);
        input.disableProperty().bind(model.busyProperty());
        label.setLabelFor(input);
        model.problemProperty().addListener((source, before, now) -> {
            boolean wrong = now.field() == field && !now.sentence().isEmpty();
            input.pseudoClassStateChanged(WRONG, wrong);
            if (wrong) {
                input.requestFocus();
            }
        });
        return new VBox(5, label, input);
    }

    /** Where an organisation has decided, the field shows it and takes nothing. */
    private Node server() {
        VBox box = field("Server", AccountIds.SERVER, "https://chat.example.org", model.serverProperty(), Field.SERVER);
        OfferedServer offered = model.offered();
        if (offered.decided()) {
            box.getChildren().forEach(part -> {
                part.disableProperty().unbind();
                part.setDisable(true);
            });
        }
        if (!offered.note().isEmpty()) {
            var note = new Label(offered.note());
            note.setId(AccountIds.SERVER_NOTE);
            note.getStyleClass().add("muted");
            note.setWrapText(true);
            note.setMinHeight(USE_PREF_SIZE);
            box.getChildren().add(note);
        }
        return box;
    }

    private static void showIf(Node node, ObservableBooleanValue shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(shown);
    }
}
