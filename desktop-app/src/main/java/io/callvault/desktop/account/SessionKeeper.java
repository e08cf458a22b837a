package io.callvault.desktop.account;

import io.callvault.desktop.fault.Point;
import io.callvault.desktop.fault.Points;
import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.vault.SecretName;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this device signed in (PROTOCOL.md, "token expires"): the access token in memory, the refresh token in the vault,
 * one renewal at a time, at 80 % of the token's life. The old refresh token stays valid until the new one is used, so a crash
 * between answer and keeping costs nothing; when refresh tokens are gone, the device key signs in. Any thread.
 */
public final class SessionKeeper implements Session {

    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);
    private static final String SIGNED_OUT = "The server no longer accepts this device. Sign in again to go on.";

    private final Loop loop;
    private final ApiClient api;
    private final Vault vault;
    private final Points points;
    private final Topic<String> renewals = new Topic<>();
    private final Topic<String> endings = new Topic<>();
    private Optional<DeviceKeys> keys = Optional.empty();
    private Optional<Access> access = Optional.empty();
    private Optional<CompletableFuture<Token>> renewing = Optional.empty();
    private Loop.Timer renewal = () -> {};

    private record Access(String token, long endsNanos) {}

    /**
     * @param loop for the timer of the renewal
     */
    public SessionKeeper(Loop loop, ApiClient api, Vault vault, Points points) {
        this.loop = loop;
        this.api = api;
        this.vault = vault;
        this.points = points;
    }

    /** Tells every new access token. */
    public Subscription subscribeRenewals(Consumer<String> listener) {
        return renewals.subscribe(listener);
    }

    /** Tells that the server refused this device, with a sentence for the user. */
    public Subscription subscribeEndings(Consumer<String> listener) {
        return endings.subscribe(listener);
    }

    /** From now on this device speaks. */
    synchronized void begin(DeviceKeys newKeys) {
        keys = Optional.of(newKeys);
        access = Optional.empty();
    }

    /** Nobody speaks any more; the refresh token is thrown away. */
    synchronized void end() throws VaultException {
        keys = Optional.empty();
        access = Optional.empty();
        renewal.cancel();
        vault.remove(SecretName.REFRESH_TOKEN);
    }

    @Override
    public synchronized Optional<Signature> signature() {
        return keys.map(k -> new Signature(k.signer(), k.deviceKey()));
    }

    @Override
    public synchronized CompletableFuture<Token> token() {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(new Token.SignedOut());
        }
        if (access.isPresent() && access.get().endsNanos() - loop.nanoTime() > 0) {
            return CompletableFuture.completedFuture(
                    new Token.Valid(access.get().token()));
        }
        return renew();
    }

    @Override
    public synchronized void refused(String accessToken) {
        if (access.filter(a -> a.token().equals(accessToken)).isPresent()) {
            access = Optional.empty();
        }
    }

    private synchronized CompletableFuture<Token> renew() {
        if (renewing.isPresent()) {
            return renewing.get();
        }
        Optional<DeviceKeys> current = keys;
        if (current.isEmpty()) {
            return CompletableFuture.completedFuture(new Token.SignedOut());
        }
        CompletableFuture<Token> result = new CompletableFuture<>();
        renewing = Optional.of(result);
        var _ = ask(current.get()).whenComplete((token, failure) -> {
            synchronized (this) {
                renewing = Optional.empty();
            }
            if (failure != null) {
                LOG.error("renewing the session failed", failure);
            }
            result.complete(failure == null ? token : new Token.Unreachable());
        });
        return result;
    }

    private CompletableFuture<Token> ask(DeviceKeys device) {
        Optional<String> refresh = refreshToken();
        if (refresh.isEmpty()) {
            return signIn(device);
        }
        ApiCall<AccountApi.Tokens> call =
                ApiCall.post("/api/sessions/refresh", new AccountApi.Refresh(refresh.get()), AccountApi.Tokens.class);
        return api.anonymous(call).thenCompose(result -> switch (result) {
            case ApiResult.Ok<AccountApi.Tokens>(var tokens) -> CompletableFuture.completedFuture(take(device, tokens));
            case ApiResult.Problem<AccountApi.Tokens> problem when refusesUs(problem) -> signIn(device);
            case ApiResult.Problem<AccountApi.Tokens> problem -> unreachable(problem.detail());
            case ApiResult.Unreachable<AccountApi.Tokens>(var why) -> unreachable(why);
        });
    }

    /** Signs in with the device key alone. */
    private CompletableFuture<Token> signIn(DeviceKeys device) {
        return api.anonymous(ApiCall.post("/api/challenges", AccountApi.Challenge.class))
                .thenCompose(result -> {
                    Optional<AccountApi.Challenge> challenge = result.success();
                    return challenge.isEmpty()
                            ? unreachable("no challenge")
                            : answer(device, challenge.get().challenge());
                });
    }

    private CompletableFuture<Token> answer(DeviceKeys device, Bytes challenge) {
        Bytes proof = device.deviceKey().sign(Proofs.session(api.audience(), challenge, device.signer()));
        AccountApi.SignIn body = new AccountApi.SignIn(device.user(), device.device(), challenge, proof);
        return api.anonymous(ApiCall.post("/api/sessions", body, AccountApi.Tokens.class))
                .thenCompose(result -> switch (result) {
                    case ApiResult.Ok<AccountApi.Tokens>(var tokens) ->
                        CompletableFuture.completedFuture(take(device, tokens));
                    case ApiResult.Problem<AccountApi.Tokens> problem
                    when refusesUs(problem) -> {
                        LOG.warn("the server refuses this device: {}", problem.detail());
                        endings.publish(SIGNED_OUT);
                        yield CompletableFuture.completedFuture(new Token.SignedOut());
                    }
                    case ApiResult.Problem<AccountApi.Tokens> problem -> unreachable(problem.detail());
                    case ApiResult.Unreachable<AccountApi.Tokens>(var why) -> unreachable(why);
                });
    }

    private static boolean refusesUs(ApiResult.Problem<AccountApi.Tokens> problem) {
        return problem.is(ProblemCode.UNAUTHENTICATED)
                || problem.is(ProblemCode.BAD_SIGNATURE)
                || problem.is(ProblemCode.FORBIDDEN)
                || problem.is(ProblemCode.NOT_FOUND);
    }

    private Token take(DeviceKeys device, AccountApi.Tokens tokens) {
        Duration life = Duration.ofMillis(Math.max(0, tokens.expiresInMs()));
        points.at(Point.BETWEEN_REFRESH_AND_SAVE);
        synchronized (this) {
            if (keys.filter(device::equals).isEmpty()) {
                // Somebody signed out while this was on its way.
                return new Token.SignedOut();
            }
            try {
                vault.put(
                        SecretName.REFRESH_TOKEN,
                        Bytes.copyOf(tokens.refreshToken().getBytes(StandardCharsets.UTF_8)));
            } catch (VaultException e) {
                // The device key still signs in after a restart.
                LOG.warn("the refresh token was not kept", e);
            }
            access = Optional.of(new Access(tokens.accessToken(), loop.nanoTime() + life.toNanos()));
            renewal.cancel();
            renewal = loop.schedule(life.multipliedBy(8).dividedBy(10), this::renewInTime);
        }
        renewals.publish(tokens.accessToken());
        return new Token.Valid(tokens.accessToken());
    }

    private void renewInTime() {
        var _ = renew().thenAccept(token -> LOG.debug("session renewed: {}", token));
    }

    private Optional<String> refreshToken() {
        return vault.secret(SecretName.REFRESH_TOKEN).map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8));
    }

    private static CompletableFuture<Token> unreachable(String why) {
        LOG.info("the session could not be renewed: {}", why);
        return CompletableFuture.completedFuture(new Token.Unreachable());
    }
}
