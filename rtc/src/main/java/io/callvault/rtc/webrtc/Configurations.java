package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.TlsCertPolicy;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.guard.IceServerGuard;
import io.callvault.rtc.guard.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a connection is made of. The certificate is the natives' own, fresh for each connection. */
final class Configurations {
    private Configurations() {}

    /** @param refused hears why a server is left out: a bad one would abort the process */
    static RTCConfiguration of(List<IceServer> servers, boolean relayOnly, Consumer<String> refused) {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
        configuration.iceTransportPolicy = relayOnly ? RTCIceTransportPolicy.RELAY : RTCIceTransportPolicy.ALL;
        configuration.iceServers = new ArrayList<>();
        for (IceServer server : servers) {
            switch (IceServerGuard.check(server)) {
                case Verdict.Fit<IceServer>(IceServer fit) -> configuration.iceServers.add(copy(fit));
                case Verdict.Unfit<IceServer>(String why) -> refused.accept(why);
            }
        }
        return configuration;
    }

    /**
     * Any certificate of a relay is taken. TLS is there to get through firewalls, not to be trusted: the media inside are
     * end-to-end encrypted with signed keys, a relay sees only where they go, and the password is never sent (RFC 8489, section
     * 9.2). Checked by the natives' own list of authorities, most relays of companies would be refused, and those of today's
     * free authorities, too.
     */
    private static RTCIceServer copy(IceServer server) {
        RTCIceServer copy = new RTCIceServer();
        copy.urls = new ArrayList<>(server.urls());
        copy.tlsCertPolicy = TlsCertPolicy.INSECURE_NO_CHECK;
        if (!server.username().isEmpty()) {
            copy.username = server.username();
            copy.password = server.credential();
        }
        return copy;
    }
}
