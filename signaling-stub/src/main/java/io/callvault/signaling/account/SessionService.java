package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.metric.SignatureFailure;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.SessionTable;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.Tables;
import io.callvault.signaling.store.UserKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Signing in, staying in, going out. Methods block (signatures, reads): worker threads only. */
public final class SessionService {

    /** Sessions one device may hold at once: room for a lost answer or two, not for hoarding. */
    private static final int SESSIONS_PER_DEVICE = 8;

    private static final String SECRET = "token_secret";

    /** What is signed here, in the log. */
    private static final String WHAT = "session";

    private final Store store;
    private final InstantSource clock;
    private final Audiences audiences;
    private final long accessTokenLifeMs;
    private final SecureRandom random = new SecureRandom();
    private final ServerMetrics metrics;
    private final Challenges challenges;
    private final AccessTokens accessTokens;
    private volatile GuestTokens guests = token -> Optional.empty();
    private final List<Ended> listeners = new CopyOnWriteArrayList<>();

    /** Who knows the tokens of guests; without it there are none. */
    public void letIn(GuestTokens tokens) {
        guests = tokens;
    }

    /** Hears of sessions that ended before their time. */
    @FunctionalInterface
    public interface Ended {
        void ended(UserId user, UUID session);
    }

    /** @param accessTokenLifeMs life of an access token, milliseconds */
    public SessionService(
            Store store, InstantSource clock, Audiences audiences, long accessTokenLifeMs, ServerMetrics metrics) {
        this.store = store;
        this.clock = clock;
        this.audiences = audiences;
        this.accessTokenLifeMs = accessTokenLifeMs;
        this.metrics = metrics;
        byte[] secret = secret();
        this.challenges = new Challenges(clock, secret);
        this.accessTokens = new AccessTokens(secret);
    }

    /** Told once it is on disk, on the store's writer thread: their connections end too. */
    public void onEnded(Ended listener) {
        listeners.add(listener);
    }

    private void tell(UserKey user, UUID session) {
        listeners.forEach(listener -> listener.ended(user.id(), session));
    }

    private byte[] secret() {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        String text = store.write(tables -> tables.meta().get(SECRET).orElseGet(() -> {
                    tables.meta().put(SECRET, Bytes.copyOf(fresh).base64Url());
                    return Bytes.copyOf(fresh).base64Url();
                }))
                .toCompletableFuture()
                .join();
        return Bytes.ofBase64Url(text).toArray();
    }

    /** A challenge for {@link #signIn} or {@link AccountService#recover}. */
    public AccountApi.Challenge challenge() {
        return challenges.issue();
    }

    /** Looks at the challenge before its signature is checked: nothing is written for those who cannot sign. */
    void expect(Bytes challenge, String what, String who) throws RefusedException {
        if (!challenges.genuine(challenge)) {
            throw used(what, who);
        }
    }

    /** Takes the challenge, once, in the transaction of what it was signed for. */
    void redeem(Tables tables, Bytes challenge, String what, String who) throws RefusedException {
        if (!challenges.use(tables, challenge)) {
            throw used(what, who);
        }
    }

    private RefusedException used(String what, String who) {
        metrics.refused(SignatureFailure.REPLAYED_NONCE, what, who, 0);
        return new RefusedException(
                ProblemCode.UNAUTHENTICATED, "the challenge is unknown, used or older than 60 s: ask for a new one");
    }

    public CompletionStage<AccountApi.Tokens> signIn(AccountApi.SignIn request) throws RefusedException {
        String who = request.deviceId().toString();
        expect(request.challenge(), WHAT, who);
        EventBody.Device device = store.read(tables -> tables.accounts().device(request.deviceId()))
                .filter(found -> found.userId().equals(request.userId()))
                .orElseThrow(() -> {
                    metrics.refused(SignatureFailure.UNKNOWN_DEVICE, WHAT, who, 0);
                    return new RefusedException(
                            ProblemCode.UNAUTHENTICATED,
                            "this device is not registered: recover the account and add it");
                });
        Proofs.Signer signer = new Proofs.Signer(request.userId(), request.deviceId());
        VerifyKey key = new VerifyKey(device.deviceKey());
        if (!audiences.anyMatch(
                name -> key.verify(Proofs.session(name, request.challenge(), signer), request.proof()))) {
            metrics.refused(SignatureFailure.BAD_SIGNATURE, WHAT, who, 0);
            throw new RefusedException(
                    ProblemCode.BAD_SIGNATURE, "the challenge is not signed by this device for this server");
        }
        UUID id = UUID.randomUUID();
        RefreshToken refresh = RefreshToken.issue(id, random);
        record Taken(UserKey user, List<UUID> dropped) {}
        return store.write(tables -> {
                    redeem(tables, request.challenge(), WHAT, who);
                    UserKey user = tables.accounts()
                            .byId(request.userId())
                            .orElseThrow()
                            .key();
                    SessionTable.Session session = new SessionTable.Session(
                            id, user, request.deviceId(), device.deviceKey(), refresh.hash(), "");
                    return new Taken(user, tables.sessions().insert(session, clock.millis(), SESSIONS_PER_DEVICE));
                })
                .thenApply(taken -> {
                    taken.dropped().forEach(old -> tell(taken.user(), old));
                    return tokens(refresh);
                });
    }

    /**
     * Trades a refresh token for new tokens. The newest token and, until that one is used, the one before are taken; anything
     * older is a sign of theft and ends the session.
     */
    public CompletionStage<AccountApi.Tokens> refresh(AccountApi.Refresh request) throws RefusedException {
        RefreshToken old = RefreshToken.parse(request.refreshToken()).orElseThrow(SessionService::signInAgain);
        RefreshToken next = RefreshToken.issue(old.session(), random);
        return store.<Optional<UserKey>>write(tables -> {
                    SessionTable.Session session =
                            tables.sessions().find(old.session()).orElseThrow(SessionService::signInAgain);
                    if (same(old.hash(), session.refreshHash())) {
                        tables.sessions().rotate(session.id(), next.hash(), old.hash());
                    } else if (same(old.hash(), session.previousHash())) {
                        tables.sessions().rotate(session.id(), next.hash(), session.previousHash());
                    } else {
                        tables.sessions().revoke(session.id());
                        return Optional.of(session.user());
                    }
                    return Optional.empty();
                })
                .thenCompose(robbed -> {
                    robbed.ifPresent(user -> tell(user, old.session()));
                    return robbed.isEmpty()
                            ? CompletableFuture.completedStage(tokens(next))
                            : CompletableFuture.failedStage(signInAgain());
                });
    }

    /** Ends the session and its tokens. */
    public CompletionStage<Boolean> signOut(Principal principal) {
        return store.write(tables -> {
                    tables.sessions().revoke(principal.session());
                    return true;
                })
                .thenApply(done -> {
                    tell(principal.user(), principal.session());
                    return done;
                });
    }

    /**
     * Whose token this is. Blocks for a read.
     *
     * @throws RefusedException {@code unauthenticated} if it is forged, expired or of an ended session
     */
    public Principal authenticate(String accessToken) throws RefusedException {
        if (accessToken.startsWith(GuestTokens.PREFIX)) {
            return guests.find(accessToken).orElseThrow(SessionService::signInAgain);
        }
        AccessTokens.Claim claim = accessTokens.read(accessToken).orElseThrow(SessionService::signInAgain);
        if (clock.millis() >= claim.expiresAt()) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the access token is expired: refresh it");
        }
        SessionTable.Session session =
                store.read(tables -> tables.sessions().find(claim.session())).orElseThrow(SessionService::signInAgain);
        return new Principal(
                session.id(), session.user(), session.device(), new VerifyKey(session.deviceKey()), claim.expiresAt());
    }

    private AccountApi.Tokens tokens(RefreshToken refresh) {
        long expiresAt = clock.millis() + accessTokenLifeMs;
        return new AccountApi.Tokens(
                accessTokens.issue(new AccessTokens.Claim(refresh.session(), expiresAt)),
                accessTokenLifeMs,
                refresh.text());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static RefusedException signInAgain() {
        return new RefusedException(ProblemCode.UNAUTHENTICATED, "this token is not valid any more: sign in again");
    }
}
