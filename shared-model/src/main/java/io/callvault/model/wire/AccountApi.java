package io.callvault.model.wire;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;

/** Bodies of {@code /api/server}, {@code /api/accounts}, {@code /api/devices}, {@code /api/challenges}, {@code /api/sessions}. */
public final class AccountApi {

    private AccountApi() {}

    /** {@code GET /api/server}, without a token. */
    public record ServerInfo(int proto, String epoch, long serverTime, Frame.ServerLimits limits) {}

    /**
     * {@code POST /api/accounts} → 201 {@link EventBody.Profile}; the same body again gives the same answer.
     *
     * @param device the first device, certified by the identity key
     * @param proof identity key over {@code Proofs.account}
     */
    public record CreateAccount(
            UserId userId,
            String handle,
            String displayName,
            Bytes identityKey,
            EventBody.Device device,
            Bytes proof) {}

    /** {@code POST /api/devices} → 201 {@link EventBody.Profile}: one more device, certified by the identity key. */
    public record AddDevice(EventBody.Device device) {}

    /** {@code POST /api/challenges} (empty body) → 201. One use, 60 s. */
    public record Challenge(Bytes challenge, long expiresAt) {}

    /** {@code POST /api/recoveries} → 200 {@link EventBody.Profile}: whose account is this? Proof over {@code Proofs.recovery}. */
    public record Recover(Bytes identityKey, Bytes challenge, Bytes proof) {}

    /** {@code POST /api/sessions} → 201 {@link Tokens}. Proof: device key over {@code Proofs.session}. */
    public record SignIn(UserId userId, DeviceId deviceId, Bytes challenge, Bytes proof) {}

    /** {@code POST /api/sessions/refresh} → 200 {@link Tokens}. The old token stays valid until the new one is used. */
    public record Refresh(String refreshToken) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /**
     * @param accessToken for {@code Authorization: Bearer} and {@code hello}
     * @param expiresInMs life of the access token from now
     */
    public record Tokens(String accessToken, long expiresInMs, String refreshToken) {
        @Override
        public String toString() {
            return "Tokens[expiresInMs=" + expiresInMs + "]";
        }
    }
}
