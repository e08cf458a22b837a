package io.callvault.desktop.account;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** An account in memory; handles that begin with "taken" are refused. One thread. */
public final class FakeAccountService implements AccountService {
    public static final String KEY = "CVRK-7F3K-9QXA-2MPL-XW4T-0B8D-HN5C-6EJR-ZS1V-GYUO";

    private final Topic<AccountState> topic = new Topic<>();
    private final List<String> calls = new ArrayList<>();
    private AccountState state = new AccountState.Nobody();

    public List<String> calls() {
        return calls;
    }

    public void set(AccountState now) {
        state = now;
        topic.publish(now);
    }

    public static AccountState.Me me(String handle, String name) {
        return new AccountState.Me(
                new UserId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0001L)),
                new DeviceId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0002L)),
                handle,
                name,
                URI.create("https://chat.example.org"));
    }

    @Override
    public AccountState state() {
        return state;
    }

    @Override
    public Subscription subscribe(Consumer<AccountState> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public CompletionStage<Outcome> signUp(URI server, String displayName, String handle) {
        calls.add("sign up " + server + " " + displayName + " " + handle);
        if (handle.startsWith("taken")) {
            return CompletableFuture.completedStage(
                    new Outcome.Refused(Field.HANDLE, "The handle @" + handle + " is taken. Choose another one."));
        }
        set(new AccountState.SignedIn(me(handle, displayName)));
        return CompletableFuture.completedStage(new Outcome.Done());
    }

    @Override
    public CompletionStage<Outcome> signInWithRecoveryKey(URI server, String recoveryKey) {
        calls.add("sign in " + server);
        if (!recoveryKey.equals(KEY)) {
            return CompletableFuture.completedStage(new Outcome.Refused(
                    Field.RECOVERY_KEY, "This recovery key belongs to no account. Look for a typing mistake."));
        }
        set(new AccountState.SignedIn(me("vera", "Vera Kim")));
        return CompletableFuture.completedStage(new Outcome.Done());
    }

    @Override
    public CompletionStage<Outcome> signInAgain() {
        calls.add("sign in again");
        if (state instanceof AccountState.SignedOut out) {
            set(new AccountState.SignedIn(out.me()));
        }
        return CompletableFuture.completedStage(new Outcome.Done());
    }

    @Override
    public CompletionStage<Outcome> signOut() {
        calls.add("sign out");
        if (state instanceof AccountState.SignedIn in) {
            set(new AccountState.SignedOut(in.me(), Optional.of(Sentences.SIGNED_OUT)));
        }
        return CompletableFuture.completedStage(new Outcome.Done());
    }

    @Override
    public Optional<String> recoveryKey() {
        return state instanceof AccountState.Nobody ? Optional.empty() : Optional.of(KEY);
    }
}
