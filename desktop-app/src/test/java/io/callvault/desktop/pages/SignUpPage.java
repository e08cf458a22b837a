package io.callvault.desktop.pages;

import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.fx.FxHarness;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.stage.Stage;

/** The welcome screen, and the recovery key after it. */
public final class SignUpPage extends Page {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final List<String> FIELDS =
            List.of(AccountIds.DISPLAY_NAME, AccountIds.HANDLE, AccountIds.RECOVERY_KEY_INPUT, AccountIds.SERVER);

    public SignUpPage(Stage stage) {
        super(stage);
        await(AccountIds.WELCOME);
    }

    /** Fills the form in and sends it; {@link #problem()} or the recovery key follows. */
    public SignUpPage submit(String server, String name, String handle) {
        return fillIn(server, name, handle).submit();
    }

    /** Fills the form in. */
    public SignUpPage fillIn(String server, String name, String handle) {
        click(AccountIds.TAB_SIGN_UP);
        fill(AccountIds.SERVER, server);
        fill(AccountIds.DISPLAY_NAME, name);
        fill(AccountIds.HANDLE, handle);
        return this;
    }

    /** Sends the form as it is. */
    public SignUpPage submit() {
        click(AccountIds.SUBMIT);
        return this;
    }

    /** Signs up and keeps the key; the answer is the window of somebody who is signed in. */
    public HomePage signUp(String server, String name, String handle) {
        submit(server, name, handle);
        return keepKey();
    }

    /** Signs this device in with a recovery key. */
    public HomePage signIn(String server, String recoveryKey) {
        submitKey(server, recoveryKey);
        return new HomePage(stage());
    }

    /** Sends the recovery key; {@link #problem()} or home follows. */
    public SignUpPage submitKey(String server, String recoveryKey) {
        click(AccountIds.TAB_SIGN_IN);
        fill(AccountIds.SERVER, server);
        fill(AccountIds.RECOVERY_KEY_INPUT, recoveryKey);
        click(AccountIds.SUBMIT);
        return this;
    }

    /** The recovery key that is shown once after signing up. */
    public String recoveryKey() {
        await(AccountIds.RECOVERY);
        return words(AccountIds.RECOVERY_KEY);
    }

    /** Says that the key is kept. */
    public HomePage keepKey() {
        await(AccountIds.RECOVERY);
        click(AccountIds.KEY_SAVED);
        return new HomePage(stage());
    }

    /** Waits for the answer, which is a sentence about what is wrong. */
    public String problem() {
        FxHarness.waitFor(
                "the server has answered",
                () -> FxHarness.isShown(stage(), AccountIds.PROBLEM)
                        && !FxHarness.node(stage(), AccountIds.SUBMIT).isDisabled());
        return words(AccountIds.PROBLEM);
    }

    /** What a link asks for that was opened before there is an account. */
    public String waitingLink() {
        await(AccountIds.WAITING_LINK);
        return words(AccountIds.WAITING_LINK);
    }

    /** The id of the field that is marked as wrong; empty if none is. */
    public Optional<String> wrongField() {
        return FxHarness.get(() -> FIELDS.stream()
                .filter(id -> FxHarness.isShown(stage(), id))
                .filter(id -> FxHarness.node(stage(), id).getPseudoClassStates().contains(WRONG))
                .findFirst());
    }

    /** What stands in the form that is shown, from top to bottom. */
    public List<String> typed() {
        return FIELDS.stream().filter(this::shows).map(this::words).toList();
    }
}
