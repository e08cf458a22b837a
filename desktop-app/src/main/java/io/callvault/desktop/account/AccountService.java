package io.callvault.desktop.account;

import io.callvault.desktop.news.Subscription;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The own account. Every method returns at once and may be called from the FX thread. */
public interface AccountService {

    AccountState state();

    /** Listens from now on; listeners run on another thread and must return at once. */
    Subscription subscribe(Consumer<AccountState> listener);

    /** Makes an account with fresh keys. A repeated call after a lost answer ends in the same account. */
    CompletionStage<Outcome> signUp(URI server, String displayName, String handle);

    /** Adds this device to the account that the recovery key belongs to. */
    CompletionStage<Outcome> signInWithRecoveryKey(URI server, String recoveryKey);

    /** Signs in again after {@link AccountState.SignedOut}, with the keys that are still here. */
    CompletionStage<Outcome> signInAgain();

    /** Ends the session on the server if it can be reached; local data stay. */
    CompletionStage<Outcome> signOut();

    /** The identity key for writing down; empty while nobody is signed in. Show it only when asked. */
    Optional<String> recoveryKey();

    /** How an attempt ended. */
    sealed interface Outcome {

        record Done() implements Outcome {}

        /**
         * It did not work, and nothing was lost.
         *
         * @param field what to look at
         * @param sentence what is wrong and what to do
         */
        record Refused(Field field, String sentence) implements Outcome {}
    }

    /** The fields of the forms. */
    enum Field {
        SERVER,
        DISPLAY_NAME,
        HANDLE,
        RECOVERY_KEY,
        NONE
    }
}
