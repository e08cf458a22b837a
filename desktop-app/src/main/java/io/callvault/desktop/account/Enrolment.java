package io.callvault.desktop.account;

import io.callvault.desktop.account.AccountService.Field;
import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.ProblemCode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Makes this device known to the server: with a new account, or as one more device of an old one. The keys are durable before
 * the server hears of them, so that whatever was cut off can be done again with the same result.
 */
final class Enrolment {

    /** How it ended. */
    sealed interface Result {

        record Enrolled(DeviceKeys keys, EventBody.Profile profile) implements Result {}

        record Refused(Field field, String sentence) implements Result {}
    }

    private final ApiClient api;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final IdGenerator ids;

    /**
     * @param clock the server's time, as well as it is known
     */
    Enrolment(ApiClient api, Vault vault, InstantSource clock) {
        this.api = api;
        this.vault = vault;
        this.clock = clock;
        this.ids = new IdGenerator(clock, random);
    }

    CompletableFuture<Result> signUp(String displayName, String handle) {
        DeviceKeys keys = keptKeys().orElseGet(() -> freshKeys(ids.userId(), SigningKey.generate(random)));
        return create(keys, displayName, handle).thenCompose(result -> switch (result) {
            case ApiResult.Ok<EventBody.Profile>(var profile) -> done(new Result.Enrolled(keys, profile));
            case ApiResult.Problem<EventBody.Profile> problem
            when problem.is(ProblemCode.CONFLICT) -> goOn(keys, displayName, handle);
            case ApiResult.Problem<EventBody.Profile> problem -> done(refusal(problem));
            case ApiResult.Unreachable<EventBody.Profile> gone -> done(unreachable());
        });
    }

    CompletableFuture<Result> recover(SigningKey identity) {
        return owner(identity).thenCompose(result -> switch (result) {
            case ApiResult.Ok<EventBody.Profile>(var profile) -> addDevice(identity, profile);
            case ApiResult.Problem<EventBody.Profile> problem
            when problem.is(ProblemCode.NOT_FOUND) ->
                done(new Result.Refused(Field.RECOVERY_KEY, Sentences.NO_ACCOUNT));
            case ApiResult.Problem<EventBody.Profile> problem -> done(refusal(problem));
            case ApiResult.Unreachable<EventBody.Profile> gone -> done(unreachable());
        });
    }

    /** The server does not know this device any more, as after a backup was restored: the identity key vouches for it again. */
    CompletableFuture<Result> enrolAgain(DeviceKeys keys) {
        return recover(keys.identity())
                .thenApply(result ->
                        result instanceof Result.Refused(Field field, String ignored) && field == Field.RECOVERY_KEY
                                ? new Result.Refused(Field.NONE, Sentences.ACCOUNT_GONE)
                                : result);
    }

    /** Ends the session on the server if it can be reached; whether that worked does not matter here. */
    CompletableFuture<Boolean> leave(Session session) {
        ApiCall<Object> call = new ApiCall<>("DELETE", "/api/sessions", new byte[0], Object.class);
        return api.authorized(call, session)
                .thenApply(result -> result.success().isPresent());
    }

    /** The keys have an account with other words: the answer of an earlier attempt was lost, or the user changed them. */
    private CompletableFuture<Result> goOn(DeviceKeys keys, String displayName, String handle) {
        return owner(keys.identity()).thenCompose(result -> switch (result) {
            case ApiResult.Ok<EventBody.Profile>(var profile)
            when profile.handle().equals(handle) && knows(profile, keys) -> done(new Result.Enrolled(keys, profile));
            case ApiResult.Unreachable<EventBody.Profile> gone -> done(unreachable());
            case ApiResult.Ok<EventBody.Profile> another -> startAnew(displayName, handle);
            case ApiResult.Problem<EventBody.Profile> problem
            when problem.is(ProblemCode.NOT_FOUND) -> startAnew(displayName, handle);
            case ApiResult.Problem<EventBody.Profile> problem -> done(refusal(problem));
        });
    }

    private CompletableFuture<Result> startAnew(String displayName, String handle) {
        DeviceKeys fresh = freshKeys(ids.userId(), SigningKey.generate(random));
        return create(fresh, displayName, handle).thenApply(result -> switch (result) {
            case ApiResult.Ok<EventBody.Profile>(var made) -> new Result.Enrolled(fresh, made);
            case ApiResult.Problem<EventBody.Profile> problem -> refusal(problem);
            case ApiResult.Unreachable<EventBody.Profile> gone -> unreachable();
        });
    }

    private static boolean knows(EventBody.Profile profile, DeviceKeys keys) {
        return profile.devices().stream().anyMatch(device -> device.deviceId().equals(keys.device()));
    }

    private CompletableFuture<Result> addDevice(SigningKey identity, EventBody.Profile profile) {
        UserId user = profile.userId();
        DeviceKeys keys =
                keptKeys().filter(kept -> kept.user().equals(user)).orElseGet(() -> freshKeys(user, identity));
        ApiCall<EventBody.Profile> call =
                ApiCall.post("/api/devices", new AccountApi.AddDevice(keys.certified()), EventBody.Profile.class);
        return api.anonymous(call).thenApply(result -> switch (result) {
            case ApiResult.Ok<EventBody.Profile>(var now) -> new Result.Enrolled(keys, now);
            case ApiResult.Problem<EventBody.Profile> problem -> refusal(problem);
            case ApiResult.Unreachable<EventBody.Profile> gone -> unreachable();
        });
    }

    private CompletableFuture<ApiResult<EventBody.Profile>> create(DeviceKeys keys, String displayName, String handle) {
        AccountApi.CreateAccount body = new AccountApi.CreateAccount(
                keys.user(),
                handle,
                displayName,
                keys.identity().verifyKey().bytes(),
                keys.certified(),
                keys.identity().sign(Proofs.account(api.audience(), keys.user(), handle)));
        return api.anonymous(ApiCall.post("/api/accounts", body, EventBody.Profile.class));
    }

    /** Whose identity key this is, by the server's word, after proving to hold it. */
    private CompletableFuture<ApiResult<EventBody.Profile>> owner(SigningKey identity) {
        Function<AccountApi.Challenge, CompletableFuture<ApiResult<EventBody.Profile>>> ask = challenge -> {
            Bytes proof = identity.sign(Proofs.recovery(api.audience(), challenge.challenge(), identity.verifyKey()));
            AccountApi.Recover body =
                    new AccountApi.Recover(identity.verifyKey().bytes(), challenge.challenge(), proof);
            return api.anonymous(ApiCall.post("/api/recoveries", body, EventBody.Profile.class));
        };
        return api.anonymous(ApiCall.post("/api/challenges", AccountApi.Challenge.class))
                .thenCompose(result -> switch (result) {
                    case ApiResult.Ok<AccountApi.Challenge>(var challenge) -> ask.apply(challenge);
                    case ApiResult.Problem<AccountApi.Challenge>(var code, var status, var detail) ->
                        CompletableFuture.completedFuture(new ApiResult.Problem<>(code, status, detail));
                    case ApiResult.Unreachable<AccountApi.Challenge>(var why) ->
                        CompletableFuture.completedFuture(new ApiResult.Unreachable<>(why));
                });
    }

    private static Result refusal(ApiResult.Problem<EventBody.Profile> problem) {
        if (problem.is(ProblemCode.HANDLE_TAKEN)) {
            return new Result.Refused(Field.HANDLE, Sentences.HANDLE_TAKEN);
        }
        return problem.code().isEmpty() || problem.is(ProblemCode.METHOD_NOT_ALLOWED)
                ? new Result.Refused(Field.SERVER, Sentences.NOT_CALL_VAULT)
                : new Result.Refused(Field.NONE, problem.sentence());
    }

    private static Result unreachable() {
        return new Result.Refused(Field.SERVER, Sentences.UNREACHABLE);
    }

    private Optional<DeviceKeys> keptKeys() {
        try {
            return DeviceKeys.load(vault);
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private DeviceKeys freshKeys(UserId user, SigningKey identity) {
        DeviceKeys keys = DeviceKeys.fresh(user, identity, ids, random, clock.millis());
        try {
            keys.keep(vault);
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
        return keys;
    }

    private static CompletableFuture<Result> done(Result result) {
        return CompletableFuture.completedFuture(result);
    }
}
