package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.metric.SignatureFailure;
import io.callvault.signaling.store.AccountTable;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts and the devices that speak for them. Methods block for signatures: worker threads only. */
public final class AccountService {

    /** More is no person. Keeps profiles, and with them events, small. */
    private static final int MOST_DEVICES = 16;

    /** The handle of the echo contact. */
    public static final String RESERVED_HANDLE = "echo";

    private final Store store;
    private final Audiences audiences;
    private final SessionService sessions;
    private final Newcomer newcomer;
    private final ServerMetrics metrics;

    /** What else belongs to a new account; runs in the transaction that makes it. */
    @FunctionalInterface
    public interface Newcomer {
        void welcome(Tables tables, UserKey user);
    }

    public AccountService(
            Store store, Audiences audiences, SessionService sessions, Newcomer newcomer, ServerMetrics metrics) {
        this.store = store;
        this.audiences = audiences;
        this.sessions = sessions;
        this.newcomer = newcomer;
        this.metrics = metrics;
    }

    /** Makes an account with its first device. The same request again gives the same answer. */
    public CompletionStage<EventBody.Profile> create(AccountApi.CreateAccount request) throws RefusedException {
        VerifyKey identity = key(request.identityKey());
        if (!Limits.isHandle(request.handle())) {
            throw new RefusedException(
                    ProblemCode.INVALID_FIELD,
                    "a handle has 3 to 32 characters a-z, 0-9, dot or underscore and begins with a letter");
        }
        if (request.handle().equals(RESERVED_HANDLE)) {
            throw handleTaken();
        }
        name(request.displayName());
        if (!audiences.anyMatch(
                name -> identity.verify(Proofs.account(name, request.userId(), request.handle()), request.proof()))) {
            metrics.refused(
                    SignatureFailure.BAD_SIGNATURE, "account", request.userId().toString(), 0);
            throw new RefusedException(
                    ProblemCode.BAD_SIGNATURE, "the account is not signed by its identity key for this server");
        }
        checkDevice(
                request.device(),
                new AccountTable.Account(
                        new UserKey(0, request.userId()),
                        request.handle(),
                        request.displayName(),
                        request.identityKey(),
                        0));
        return store.write(tables -> {
            AccountTable accounts = tables.accounts();
            Optional<AccountTable.Account> known = accounts.byId(request.userId());
            if (known.isPresent()) {
                return again(accounts, known.get(), request);
            }
            if (accounts.byHandle(request.handle()).isPresent()) {
                throw handleTaken();
            }
            if (accounts.byIdentity(request.identityKey()).isPresent()
                    || accounts.device(request.device().deviceId()).isPresent()) {
                throw new RefusedException(ProblemCode.CONFLICT, "this key or device belongs to another account");
            }
            UserKey user =
                    accounts.insert(request.userId(), request.handle(), request.displayName(), request.identityKey());
            accounts.insertDevice(user, request.device());
            EventBody.Profile profile = accounts.profile(accounts.get(user.num()));
            tables.events().append(user, 0, new EventBody.AccountChanged(profile));
            newcomer.welcome(tables, user);
            return profile;
        });
    }

    private static EventBody.Profile again(
            AccountTable accounts, AccountTable.Account known, AccountApi.CreateAccount request)
            throws RefusedException {
        boolean same = known.handle().equals(request.handle())
                && known.displayName().equals(request.displayName())
                && known.identityKey().equals(request.identityKey())
                && accounts.devices(known.key()).contains(request.device());
        if (!same) {
            throw new RefusedException(ProblemCode.CONFLICT, "this account exists with other data");
        }
        return accounts.profile(known);
    }

    /** Adds a device on the word of the identity key alone: a new device has no session yet. */
    public CompletionStage<EventBody.Profile> addDevice(AccountApi.AddDevice request) throws RefusedException {
        EventBody.Device device = request.device();
        AccountTable.Account account = store.read(tables -> tables.accounts().byId(device.userId()))
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is no such account"));
        checkDevice(device, account);
        return store.write(tables -> {
            AccountTable accounts = tables.accounts();
            Optional<EventBody.Device> known = accounts.device(device.deviceId());
            if (known.isPresent() && !known.get().equals(device)) {
                throw new RefusedException(ProblemCode.CONFLICT, "this device exists with other data");
            }
            if (known.isEmpty()) {
                if (accounts.devices(account.key()).size() >= MOST_DEVICES) {
                    throw new RefusedException(
                            ProblemCode.FORBIDDEN, "an account has at most " + MOST_DEVICES + " devices");
                }
                accounts.insertDevice(account.key(), device);
                EventBody.DeviceAdded added = new EventBody.DeviceAdded(device);
                tables.events().append(account.key(), 0, added);
                List<UserKey> others = tables.contacts().acquaintances(account.key());
                others.forEach(other -> tables.events().append(other, 0, added));
            }
            return accounts.profile(account);
        });
    }

    /** Whose identity key this is, for somebody who proves to hold it. */
    public CompletionStage<EventBody.Profile> recover(AccountApi.Recover request) throws RefusedException {
        VerifyKey identity = key(request.identityKey());
        sessions.expect(request.challenge(), "recovery", "");
        if (!audiences.anyMatch(
                name -> identity.verify(Proofs.recovery(name, request.challenge(), identity), request.proof()))) {
            metrics.refused(SignatureFailure.BAD_SIGNATURE, "recovery", "", 0);
            throw new RefusedException(
                    ProblemCode.BAD_SIGNATURE, "the challenge is not signed by this identity key for this server");
        }
        return store.write(tables -> {
            sessions.redeem(tables, request.challenge(), "recovery", "");
            return tables.accounts()
                    .byIdentity(request.identityKey())
                    .map(tables.accounts()::profile)
                    .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "no account has this identity key"));
        });
    }

    private void checkDevice(EventBody.Device device, AccountTable.Account owner) throws RefusedException {
        name(device.name());
        VerifyKey deviceKey = key(device.deviceKey());
        byte[] certified = Proofs.deviceCertificate(owner.key().id(), device.deviceId(), deviceKey, device.createdMs());
        boolean good = device.userId().equals(owner.key().id())
                && device.createdMs() >= 0
                && new VerifyKey(owner.identityKey()).verify(certified, device.certificate());
        if (!good) {
            metrics.refused(
                    SignatureFailure.BAD_SIGNATURE, "device", device.deviceId().toString(), 0);
            throw new RefusedException(
                    ProblemCode.BAD_SIGNATURE, "the device is not certified by the account's identity key");
        }
    }

    private static VerifyKey key(Bytes key) throws RefusedException {
        if (key.length() != VerifyKey.LENGTH) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "an Ed25519 key has 32 bytes");
        }
        return new VerifyKey(key);
    }

    private static void name(String name) throws RefusedException {
        if (!Limits.isName(name)) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "a name is one line of 1 to 64 characters");
        }
    }

    private static RefusedException handleTaken() {
        return new RefusedException(ProblemCode.HANDLE_TAKEN, "choose another handle");
    }
}
