package io.callvault.desktop.account.ui;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountService.Outcome;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.UiExecutor;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The server no longer takes this device's session; everything is still here, one click signs in again. */
public final class SignedOutView extends StackPane {
    /** @param waiting what a link asks for, until somebody is signed in; empty if none was opened */
    public SignedOutView(
            AccountService accounts, UiExecutor ui, AccountState.SignedOut state, ObservableValue<String> waiting) {
        setId(AccountIds.SIGNED_OUT);
        getStyleClass().add("welcome");
        var face = new Avatar(76, state.me().user().toString(), state.me().displayName());
        var title = new Label(state.me().displayName());
        title.getStyleClass().add("heading");
        var words = new Label(state.reason().orElse("You are signed out. Your messages are still on this device."));
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.setStyle("-fx-text-alignment: center;");
        var problem = new Label();
        problem.setId(AccountIds.PROBLEM);
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        var again = new Button("Sign in again");
        again.setId(AccountIds.SIGN_IN_AGAIN);
        again.getStyleClass().setAll("button", "primary");
        again.setDefaultButton(true);
        again.setOnAction(event -> {
            again.setDisable(true);
            accounts.signInAgain()
                    .whenComplete((outcome, failure) -> ui.execute(() -> {
                        again.setDisable(false);
                        problem.setText(
                                outcome instanceof Outcome.Refused refused
                                        ? refused.sentence()
                                        : failure == null ? "" : "Signing in did not work. Try again in a moment.");
                    }));
        });
        var card = new VBox(14, face, title, words, new WaitingLink(waiting), problem, again);
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().add("card");
        card.setMaxSize(380, USE_PREF_SIZE);
        getChildren().add(card);
    }
}
