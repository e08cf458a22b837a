package io.callvault.signaling.server;

import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.turn.TurnServers;
import java.util.Optional;

/**
 * How a server is run by the people who run it.
 *
 * @param adminToken opens {@code /api/admin} and, from other machines, {@code /metrics}; without one both are closed
 * @param limits how often devices and strangers may ask
 * @param relays for calls that find no direct way
 * @param echoMedia where Echo's calls are taken
 */
public record Operations(Optional<AdminToken> adminToken, RateLimits limits, TurnServers relays, EchoMedia echoMedia) {

    /** No administration from outside, the limits of everyday, and an Echo that takes no calls. */
    public static Operations everyday() {
        return new Operations(Optional.empty(), RateLimits.generous(), TurnServers.none(), new EchoMedia.None());
    }
}
