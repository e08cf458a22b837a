package io.callvault.signaling.account;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.metric.SignatureFailure;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Checks the device's signature on requests that change something: signature, then time, then nonce (PROTOCOL.md, "HTTP"). */
public final class RequestGuard {

    /**
     * Signed requests of one device within {@link Limits#NONCE_LIFE_MS}; more are refused, so that nonces stay bounded. 100 a second:
     * whose WebSocket is blocked sends every confirmation and every heartbeat as such a request.
     */
    private static final int MOST_NONCES = 60_000;

    /** Devices whose nonces are estimated in memory; beyond that they are counted anew. */
    private static final int MOST_ESTIMATES = 10_000;

    /**
     * One request as it came.
     *
     * @param timestamp header {@code CV-Timestamp}, Unix milliseconds
     * @param nonce header {@code CV-Nonce}, 16 bytes, base64url
     * @param signature header {@code CV-Signature}, base64url
     */
    public record Signed(
            String method, String pathAndQuery, byte[] body, String timestamp, String nonce, String signature) {}

    private final Store store;
    private final InstantSource clock;
    private final Audiences audiences;
    private final ServerMetrics metrics;
    private final int mostNonces;

    /** At least as many nonces as the device has on disk; counting them all for every request would be slow. */
    private final Map<DeviceId, AtomicLong> estimates = new ConcurrentHashMap<>();

    public RequestGuard(Store store, InstantSource clock, Audiences audiences, ServerMetrics metrics) {
        this(store, clock, audiences, metrics, MOST_NONCES);
    }

    RequestGuard(Store store, InstantSource clock, Audiences audiences, ServerMetrics metrics, int mostNonces) {
        this.store = store;
        this.clock = clock;
        this.audiences = audiences;
        this.metrics = metrics;
        this.mostNonces = mostNonces;
    }

    /** Completes when the request may be carried out; its nonce is on disk then. Blocks for the signature. */
    public CompletionStage<Boolean> check(Principal principal, Signed request) throws RefusedException {
        Bytes nonce = bytes(principal, request.nonce());
        Bytes signature = bytes(principal, request.signature());
        long timestamp = timestamp(principal, request.timestamp());
        if (nonce.length() != Proofs.NONCE_LENGTH || !signed(principal, request, timestamp, nonce, signature)) {
            failed(SignatureFailure.BAD_SIGNATURE, principal, 0);
            throw new RefusedException(
                    ProblemCode.BAD_SIGNATURE, "the request is not signed by this device for this server");
        }
        long now = clock.millis();
        if (Math.abs(Math.subtractExact(now, timestamp)) > Limits.MAX_CLOCK_SKEW_MS) {
            failed(SignatureFailure.CLOCK_SKEW, principal, timestamp - now);
            throw new RefusedException(
                    ProblemCode.CLOCK_SKEW,
                    "the signature's time is more than 300 s off: ask /api/server for the time");
        }
        // Beside the writer, because it may count thousands of rows; what runs at the same moment may slip through.
        if (!room(principal.device(), now)) {
            throw new RefusedException(ProblemCode.RATE_LIMITED, "too many changes: wait a few minutes");
        }
        return store.write(tables -> {
            if (tables.nonces().used(principal.device(), nonce)) {
                failed(SignatureFailure.REPLAYED_NONCE, principal, timestamp - now);
                throw new RefusedException(ProblemCode.REPLAYED_NONCE, "sign again with a new nonce");
            }
            tables.nonces().use(principal.device(), nonce, now, timestamp + Limits.NONCE_LIFE_MS);
            return true;
        });
    }

    private boolean room(DeviceId device, long now) throws RefusedException {
        AtomicLong estimate = estimates.get(device);
        if (estimate != null && estimate.incrementAndGet() <= mostNonces) {
            return true;
        }
        long exact = store.read(tables -> tables.nonces().count(device, now));
        if (estimates.size() >= MOST_ESTIMATES) {
            estimates.clear();
        }
        estimates.put(device, new AtomicLong(exact + 1));
        return exact < mostNonces;
    }

    private boolean signed(Principal principal, Signed request, long timestamp, Bytes nonce, Bytes signature) {
        Proofs.Signer signer = new Proofs.Signer(principal.user().id(), principal.device());
        return audiences.anyMatch(name -> principal
                .deviceKey()
                .verify(
                        Proofs.request(
                                name,
                                request.method(),
                                request.pathAndQuery(),
                                request.body(),
                                timestamp,
                                nonce,
                                signer),
                        signature));
    }

    private Bytes bytes(Principal principal, String text) throws RefusedException {
        try {
            return Bytes.ofBase64Url(text);
        } catch (IllegalArgumentException notBase64) {
            throw unsigned(principal);
        }
    }

    /** Bounded to what no arithmetic here overflows with. */
    private long timestamp(Principal principal, String text) throws RefusedException {
        if (!text.matches("[0-9]{1,15}")) {
            throw unsigned(principal);
        }
        return Long.parseLong(text);
    }

    private void failed(SignatureFailure cause, Principal principal, long offsetMs) {
        metrics.refused(cause, "request", principal.device().toString(), offsetMs);
    }

    private RefusedException unsigned(Principal principal) {
        failed(SignatureFailure.MALFORMED, principal, 0);
        return new RefusedException(
                ProblemCode.BAD_SIGNATURE, "a changing request carries CV-Timestamp, CV-Nonce and CV-Signature");
    }
}
