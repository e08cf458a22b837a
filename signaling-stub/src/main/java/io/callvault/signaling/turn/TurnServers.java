package io.callvault.signaling.turn;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallApi;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The STUN and TURN servers of this backend. Immutable, any thread.
 *
 * @param stun URLs (RFC 7064); they need no credentials
 * @param turn URLs (RFC 7065) of relays that know the secret
 * @param secret shared with the relays; empty only where there are none
 */
public record TurnServers(List<String> stun, List<String> turn, String secret) {

    /** How long credentials are good for, milliseconds (docs/calls.md). An allocation that stands outlives them. */
    public static final long CREDENTIALS_LIFE_MS = 600_000;

    private static final Pattern URL = Pattern.compile("(stuns?|turns?):[!-~]{1,250}");

    public TurnServers {
        stun = List.copyOf(stun);
        turn = List.copyOf(turn);
        for (String url : stun) {
            require(URL.matcher(url).matches() && url.startsWith("stun"), url, "stun:host:port");
        }
        for (String url : turn) {
            require(URL.matcher(url).matches() && url.startsWith("turn"), url, "turn:host:port?transport=udp");
        }
        if (!turn.isEmpty() && secret.isBlank()) {
            throw new IllegalArgumentException("relays need the secret they share with this server");
        }
    }

    private static void require(boolean right, String url, String form) {
        if (!right) {
            throw new IllegalArgumentException(url + " is no such address: write it as " + form);
        }
    }

    /** Calls go from device to device or not at all. */
    public static TurnServers none() {
        return new TurnServers(List.of(), List.of(), "");
    }

    /** These and those; one secret for all. */
    public TurnServers and(TurnServers more) {
        List<String> allStun = new ArrayList<>(stun);
        allStun.addAll(more.stun);
        List<String> allTurn = new ArrayList<>(turn);
        allTurn.addAll(more.turn);
        return new TurnServers(allStun, allTurn, turn.isEmpty() ? more.secret : secret);
    }

    /** For one person, with credentials from now on. */
    public CallApi.IceServers forUser(UserId user, long nowMs) {
        List<CallApi.IceServer> servers = new ArrayList<>();
        if (!stun.isEmpty()) {
            servers.add(new CallApi.IceServer(stun, Optional.empty(), Optional.empty()));
        }
        long expiresAt = nowMs + CREDENTIALS_LIFE_MS;
        if (!turn.isEmpty()) {
            String username = expiresAt / 1_000 + ":" + user;
            servers.add(new CallApi.IceServer(turn, Optional.of(username), Optional.of(credential(username))));
        }
        return new CallApi.IceServers(servers, expiresAt);
    }

    /** base64(HMAC-SHA1(secret, username)): draft-uberti-behave-turn-rest-00, section 2.2. */
    String credential(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TurnServers[stun=" + stun + ", turn=" + turn + "]";
    }
}
