package io.callvault.signaling.server;

import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.turn.CoturnPlan;
import io.callvault.signaling.turn.TurnServers;
import java.util.Optional;

/**
 * How a server is run by the people who run it.
 *
 * @param adminToken opens {@code /api/admin} and, from other machines, {@code /metrics}; without one both are closed
 * @param limits how often devices and strangers may ask
 * @param relays for calls that find no direct way
 * @param coturn a relay to run as a child
 * @param echoMedia where Echo's calls are taken
 */
public record Operations(
        Optional<AdminToken> adminToken,
        RateLimits limits,
        TurnServers relays,
        Optional<CoturnPlan> coturn,
        EchoMedia echoMedia) {

    /** No administration from outside, the limits of everyday, no relays, and an Echo that takes no calls. */
    public static Operations everyday() {
        return new Operations(
                Optional.empty(), RateLimits.generous(), TurnServers.none(), Optional.empty(), new EchoMedia.None());
    }

    Operations withAdminToken(AdminToken other) {
        return new Operations(Optional.of(other), limits, relays, coturn, echoMedia);
    }

    Operations withLimits(RateLimits other) {
        return new Operations(adminToken, other, relays, coturn, echoMedia);
    }

    Operations withRelays(TurnServers other) {
        return new Operations(adminToken, limits, other, coturn, echoMedia);
    }

    Operations withCoturn(CoturnPlan other) {
        return new Operations(adminToken, limits, relays, Optional.of(other), echoMedia);
    }

    Operations withEchoMedia(EchoMedia other) {
        return new Operations(adminToken, limits, relays, coturn, other);
    }
}
