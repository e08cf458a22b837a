package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
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

    private static RTCIceServer copy(IceServer server) {
        RTCIceServer copy = new RTCIceServer();
        copy.urls = new ArrayList<>(server.urls());
        if (!server.username().isEmpty()) {
            copy.username = server.username();
            copy.password = server.credential();
        }
        return copy;
    }
}
