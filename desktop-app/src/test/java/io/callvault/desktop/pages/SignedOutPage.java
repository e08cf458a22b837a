package io.callvault.desktop.pages;

import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.fx.FxHarness;
import java.util.stream.Collectors;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** What is shown to somebody who is signed out. */
public final class SignedOutPage extends Page {
    public SignedOutPage(Stage stage) {
        super(stage);
        await(AccountIds.SIGNED_OUT);
    }

    /** All the words on it. */
    public String words() {
        return FxHarness.get(() -> ((Parent) FxHarness.node(stage(), AccountIds.SIGNED_OUT))
                .lookupAll(".label").stream()
                        .filter(Label.class::isInstance)
                        .map(label -> ((Label) label).getText())
                        .collect(Collectors.joining("\n")));
    }

    /** Signs in with the keys that are still here; home follows, or {@link #problem()}. */
    public SignedOutPage signInAgain() {
        click(AccountIds.SIGN_IN_AGAIN);
        return this;
    }

    /** Waits for a sentence about why it did not work. */
    public String problem() {
        FxHarness.waitFor(
                "a sentence says what is wrong",
                () -> shows(AccountIds.PROBLEM) && !words(AccountIds.PROBLEM).isEmpty());
        return words(AccountIds.PROBLEM);
    }
}
