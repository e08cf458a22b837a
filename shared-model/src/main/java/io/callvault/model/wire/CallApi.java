package io.callvault.model.wire;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.Optional;

/** Bodies of {@code /api/calls/ice} and {@code /api/guests} (docs/calls.md, "Relays" and "Guests"). */
public final class CallApi {

    private CallApi() {}

    /**
     * {@code GET /api/calls/ice}: where a call may find its way.
     *
     * @param expiresAt when the credentials end, Unix milliseconds: ask again before
     */
    public record IceServers(List<IceServer> servers, long expiresAt) {}

    /**
     * STUN or TURN (RFC 7064, RFC 7065).
     *
     * @param username empty for STUN
     */
    public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "IceServer" + urls;
        }
    }

    /**
     * {@code POST /api/guests} → 201 {@link Guest}, without a token: somebody without an account enters a room.
     *
     * @param name one line, as for accounts
     * @param deviceKey Ed25519, 32 bytes: what signs this guest's descriptions
     * @param room {@code echo}, alone with the Echo contact, or the name in a test link: 22 to 64 characters of base64url, random
     */
    public record CreateGuest(String name, Bytes deviceKey, String room) {}

    /**
     * A guest, for a quarter of an hour.
     *
     * @param conversationId the room, as calls name it
     * @param peers who else is in the room
     */
    public record Guest(
            UserId userId,
            DeviceId deviceId,
            String accessToken,
            long expiresAt,
            ConversationId conversationId,
            List<EventBody.Profile> peers) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Guest[userId=" + userId + "]";
        }
    }

    /** {@code GET /api/guests/peers}: who else is in the guest's room now, with the keys that signatures are checked by. */
    public record Peers(List<EventBody.Profile> peers) {}

    /** Most characters that a {@link ProbeAnswer} is padded with. */
    public static final int MAX_PROBE_CHARS = 240_000;

    /**
     * {@code POST /api/guests/probe} → 200 {@link ProbeAnswer}: how much does the line carry? Rate limited.
     *
     * @param padding of no meaning: what goes up
     * @param want how many characters are to come down, 0 to {@value #MAX_PROBE_CHARS}
     */
    public record Probe(String padding, int want) {}

    /** What came down. */
    public record ProbeAnswer(String padding) {}
}
