package io.callvault.desktop.account;

import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.desktop.sync.PeopleKeeper;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.model.crypto.RecoveryKey;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Limits;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of this profile: checks what was typed, lets {@link Enrolment} speak with the server, keeps the result, and
 * tells whether somebody is signed in. Work happens on its loop and on threads of HTTP and store; callers never wait.
 */
public final class AccountManager implements AccountService {

    private static final Logger LOG = LoggerFactory.getLogger(AccountManager.class);

    private final Loop loop;
    private final Store store;
    private final Vault vault;
    private final ServerAddress server;
    private final SessionKeeper session;
    private final Enrolment enrolment;
    private final Topic<AccountState> topic = new Topic<>();
    private volatile AccountState state = new AccountState.Nobody();
    private volatile Optional<DeviceKeys> keys = Optional.empty();

    public AccountManager(
            Loop loop,
            Store store,
            Vault vault,
            ServerAddress server,
            SessionKeeper session,
            ApiClient api,
            InstantSource clock) {
        this.loop = loop;
        this.store = store;
        this.vault = vault;
        this.server = server;
        this.session = session;
        this.enrolment = new Enrolment(api, vault, clock);
    }

    /** Finds out who lives here, and keeps finding out. Blocks for the disk: not on the FX thread. */
    public void start() throws StoreException, VaultException {
        Optional<DeviceKeys> kept =
                DeviceKeys.load(vault).filter(k -> k.account().isPresent());
        Optional<StoredAccount> found = store.read(tx -> tx.account().get());
        if (found.isEmpty() && kept.isPresent()) {
            LOG.warn("the database has lost the account; the vault still knows it");
            StoredAccount again = accountOf(kept.get(), kept.get().account().orElseThrow());
            store.update(tx -> tx.account().save(again)).toCompletableFuture().join();
            found = Optional.of(again);
        }
        if (found.isPresent()) {
            keys = kept;
            server.set(found.get().server());
            if (found.get().signedOut().isEmpty()) {
                kept.ifPresent(session::begin);
            }
            state = stateOf(found.get());
        }
        store.subscribe(this::changed);
        session.subscribeEndings(this::signedOut);
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
    public CompletionStage<Outcome> signUp(URI address, String displayName, String handle) {
        String name = displayName.strip();
        String plain = plain(handle);
        if (!ServerAddress.isUsable(address)) {
            return refused(Field.SERVER, Sentences.BAD_SERVER);
        }
        if (!Limits.isName(name)) {
            return refused(Field.DISPLAY_NAME, Sentences.BAD_NAME);
        }
        if (!Limits.isHandle(plain)) {
            return refused(Field.HANDLE, Sentences.BAD_HANDLE);
        }
        if (!(state instanceof AccountState.Nobody)) {
            return refused(Field.NONE, Sentences.OCCUPIED);
        }
        return onLoop(() -> {
            server.set(address);
            return enrolment.signUp(name, plain);
        });
    }

    @Override
    public CompletionStage<Outcome> signInWithRecoveryKey(URI address, String recoveryKey) {
        if (!ServerAddress.isUsable(address)) {
            return refused(Field.SERVER, Sentences.BAD_SERVER);
        }
        Optional<SigningKey> identity = RecoveryKey.parse(recoveryKey);
        if (identity.isEmpty()) {
            return refused(Field.RECOVERY_KEY, Sentences.BAD_RECOVERY_KEY);
        }
        if (!(state instanceof AccountState.Nobody)) {
            return refused(Field.NONE, Sentences.OCCUPIED);
        }
        return onLoop(() -> {
            server.set(address);
            return enrolment.recover(identity.get());
        });
    }

    @Override
    public CompletionStage<Outcome> signInAgain() {
        Optional<DeviceKeys> current = keys;
        if (current.isEmpty()) {
            return refused(Field.NONE, Sentences.NO_KEYS);
        }
        session.begin(current.get());
        return session.token().thenCompose(token -> switch (token) {
            case Session.Token.Valid ignored -> keepSignedOut(Optional.empty());
            case Session.Token.Unreachable() -> refused(Field.SERVER, Sentences.UNREACHABLE);
            case Session.Token.SignedOut() -> onLoop(() -> enrolment.enrolAgain(current.get()));
        });
    }

    @Override
    public CompletionStage<Outcome> signOut() {
        return enrolment
                .leave(session)
                .thenCompose(left -> keepSignedOut(Optional.of(Sentences.SIGNED_OUT)))
                .thenApply(done -> {
                    try {
                        session.end();
                    } catch (VaultException e) {
                        LOG.warn("the refresh token was not removed", e);
                    }
                    return done;
                });
    }

    @Override
    public Optional<String> recoveryKey() {
        return keys.map(k -> RecoveryKey.format(k.identity()));
    }

    private CompletionStage<Outcome> onLoop(Attempt attempt) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        loop.execute(() -> {
            var _ = CompletableFuture.completedFuture(attempt)
                    .thenCompose(Attempt::run)
                    .thenCompose(this::settle)
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.error("signing up or in failed", failure);
                        }
                        outcome.complete(
                                failure == null ? done : new Outcome.Refused(Field.NONE, Sentences.LOCAL_FAILURE));
                    });
        });
        return outcome;
    }

    /** An exchange with the server. */
    private interface Attempt {
        CompletableFuture<Enrolment.Result> run();
    }

    private CompletionStage<Outcome> settle(Enrolment.Result result) {
        return switch (result) {
            case Enrolment.Result.Refused(Field field, String sentence) -> refused(field, sentence);
            case Enrolment.Result.Enrolled(DeviceKeys mine, EventBody.Profile profile) -> keep(mine, profile);
        };
    }

    private CompletionStage<Outcome> keep(DeviceKeys mine, EventBody.Profile profile) {
        DeviceKeys.Account made = new DeviceKeys.Account(
                profile.handle(), profile.displayName(), server.uri().toString());
        DeviceKeys enrolled = mine.enrolled(made);
        try {
            enrolled.keep(vault);
        } catch (VaultException e) {
            LOG.error("the keys could not be kept", e);
            return refused(Field.NONE, Sentences.LOCAL_FAILURE);
        }
        keys = Optional.of(enrolled);
        session.begin(enrolled);
        return store.update(tx -> {
                    tx.account().save(accountOf(enrolled, made));
                    PeopleKeeper.person(tx, profile).ifPresent(why -> LOG.warn("own profile: {}", why));
                })
                .thenCompose(done -> entered(accountOf(enrolled, made)));
    }

    /** The state first, then the answer: whoever gets it may ask for the state at once. */
    private CompletionStage<Outcome> entered(StoredAccount account) {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        loop.execute(() -> {
            enter(stateOf(account));
            told.complete(new Outcome.Done());
        });
        return told;
    }

    private static StoredAccount accountOf(DeviceKeys keys, DeviceKeys.Account made) {
        return new StoredAccount(
                keys.user(),
                keys.device(),
                made.handle(),
                made.displayName(),
                URI.create(made.server()),
                Optional.empty());
    }

    private CompletionStage<Outcome> keepSignedOut(Optional<String> sentence) {
        return store.write(tx -> {
                    Optional<StoredAccount> kept = tx.account()
                            .get()
                            .map(old -> new StoredAccount(
                                    old.user(), old.device(), old.handle(), old.displayName(), old.server(), sentence));
                    if (kept.isPresent()) {
                        tx.account().save(kept.get());
                    }
                    return kept;
                })
                .thenCompose(kept ->
                        kept.isPresent() ? entered(kept.get()) : CompletableFuture.completedStage(new Outcome.Done()));
    }

    private void signedOut(String sentence) {
        var _ = keepSignedOut(Optional.of(sentence)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the end of the session was not kept", failure);
            }
        });
    }

    private void changed(StoreNews item) {
        if (item instanceof StoreNews.Rebuilt) {
            keepAgain();
        }
        if (item instanceof StoreNews.AccountChanged) {
            var _ = store.readAsync(tx -> tx.account().get()).whenComplete((account, failure) -> {
                if (failure != null) {
                    LOG.warn("the account could not be read", failure);
                } else {
                    loop.execute(() -> account.ifPresent(found -> enter(stateOf(found))));
                }
            });
        }
    }

    /** If even the second log could not give the account back, the vault still knows it. */
    private void keepAgain() {
        Optional<DeviceKeys> mine = keys;
        mine.flatMap(DeviceKeys::account).ifPresent(made -> {
            StoredAccount account = accountOf(mine.orElseThrow(), made);
            var _ = store.update(tx -> {
                        if (tx.account().get().isEmpty()) {
                            tx.account().save(account);
                        }
                    })
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.warn("the account was not kept again", failure);
                        }
                    });
        });
    }

    private void enter(AccountState next) {
        if (!next.equals(state)) {
            state = next;
            topic.publish(next);
        }
    }

    private static AccountState stateOf(StoredAccount account) {
        AccountState.Me me = new AccountState.Me(
                account.user(), account.device(), account.handle(), account.displayName(), account.server());
        return account.signedOut().isPresent()
                ? new AccountState.SignedOut(me, account.signedOut())
                : new AccountState.SignedIn(me);
    }

    private static CompletableFuture<Outcome> refused(Field field, String sentence) {
        return CompletableFuture.completedFuture(new Outcome.Refused(field, sentence));
    }

    private static String plain(String handle) {
        String lower = handle.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("@") ? lower.substring(1) : lower;
    }
}
