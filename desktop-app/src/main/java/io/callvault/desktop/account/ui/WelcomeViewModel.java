package io.callvault.desktop.account.ui;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountService.Field;
import io.callvault.desktop.account.AccountService.Outcome;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.model.wire.Limits;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two forms of the first screen: a new account, or this device added to one that exists. User-interface thread. */
public final class WelcomeViewModel {
    /** Which form is shown. */
    enum Form {
        SIGN_UP,
        SIGN_IN
    }

    /** What is wrong, and where to look. */
    record Problem(Field field, String sentence) {
        static final Problem NONE = new Problem(Field.NONE, "");
    }

    private static final Logger LOG = LoggerFactory.getLogger(WelcomeViewModel.class);

    private final AccountService accounts;
    private final UiExecutor ui;
    private final OfferedServer offered;
    private final ObjectProperty<Form> form = new SimpleObjectProperty<>(this, "form", Form.SIGN_UP);
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty handle = new SimpleStringProperty(this, "handle", "");
    private final StringProperty server;
    private final StringProperty recoveryKey = new SimpleStringProperty(this, "recoveryKey", "");
    private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
    private final BooleanProperty signedUp = new SimpleBooleanProperty(this, "signedUp");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem", Problem.NONE);

    /** @param offered what is filled in at first */
    public WelcomeViewModel(AccountService accounts, UiExecutor ui, OfferedServer offered) {
        this.accounts = accounts;
        this.ui = ui;
        this.offered = offered;
        this.server = new SimpleStringProperty(this, "server", offered.address());
        form.addListener((source, before, now) -> problem.set(Problem.NONE));
    }

    ObjectProperty<Form> formProperty() {
        return form;
    }

    StringProperty nameProperty() {
        return name;
    }

    StringProperty handleProperty() {
        return handle;
    }

    StringProperty serverProperty() {
        return server;
    }

    /** What the server field is to look like. */
    OfferedServer offered() {
        return offered;
    }

    StringProperty recoveryKeyProperty() {
        return recoveryKey;
    }

    /** Whether the server is being asked. */
    public BooleanProperty busyProperty() {
        return busy;
    }

    ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Turns true after an account was made here: its recovery key is to be shown once. */
    public BooleanProperty signedUpProperty() {
        return signedUp;
    }

    /** Sends the form that is shown, if it can be right. */
    void submit() {
        if (busy.get()) {
            return;
        }
        Problem found = check();
        problem.set(found);
        if (!found.sentence().isEmpty()) {
            return;
        }
        URI address = address().orElseThrow();
        boolean newAccount = form.get() == Form.SIGN_UP;
        busy.set(true);
        CompletionStage<Outcome> asked = newAccount
                ? accounts.signUp(address, name.get().strip(), cleanHandle())
                : accounts.signInWithRecoveryKey(address, recoveryKey.get().strip());
        asked.whenComplete((outcome, failure) -> ui.execute(() -> finished(outcome, failure, newAccount)));
    }

    private void finished(@Nullable Outcome outcome, @Nullable Throwable failure, boolean newAccount) {
        switch (outcome) {
            case Outcome.Done done -> {
                recoveryKey.set("");
                signedUp.set(newAccount);
            }
            case Outcome.Refused refused -> problem.set(new Problem(refused.field(), refused.sentence()));
            case null -> {
                LOG.warn("signing up or in ended without an answer", failure);
                problem.set(new Problem(Field.NONE, "Something went wrong on this device. Try again."));
            }
        }
        busy.set(false);
    }

    private Problem check() {
        if (address().isEmpty()) {
            return new Problem(
                    Field.SERVER,
                    "This is not a server address. Write it like https://chat.example.org or http://127.0.0.1:8080.");
        }
        if (form.get() == Form.SIGN_IN) {
            return recoveryKey.get().isBlank()
                    ? new Problem(Field.RECOVERY_KEY, "Paste the recovery key you wrote down when you signed up.")
                    : Problem.NONE;
        }
        if (name.get().isBlank()) {
            return new Problem(Field.DISPLAY_NAME, "Write the name that others shall see.");
        }
        if (name.get().strip().length() > Limits.MAX_NAME_CHARS) {
            return new Problem(
                    Field.DISPLAY_NAME, "A name has at most " + Limits.MAX_NAME_CHARS + " characters. Shorten it.");
        }
        if (!Limits.isHandle(cleanHandle())) {
            return new Problem(
                    Field.HANDLE,
                    "A handle has 3 to 32 characters: a–z, 0–9, dot or underscore, and begins with a letter.");
        }
        return Problem.NONE;
    }

    private String cleanHandle() {
        String typed = handle.get().strip().toLowerCase(Locale.ROOT);
        return typed.startsWith("@") ? typed.substring(1) : typed;
    }

    private Optional<URI> address() {
        String typed = server.get().strip();
        try {
            URI uri = URI.create(typed.contains("://") ? typed : "https://" + typed);
            return ServerAddress.isUsable(uri) ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
