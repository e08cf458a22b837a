package io.callvault.rtc.scripted;

import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Descriptions as an engine writes them, with one audio and one video section (RFC 8866, RFC 8829, section 5). */
final class ScriptedSdp {

    /** Longest description that is looked at, in characters. */
    private static final int MAX_CHARS = 64_000;

    private ScriptedSdp() {}

    /** A certificate's fingerprint as {@code a=fingerprint} shows it, with a SHA-256 made up from the generator. */
    static String fingerprint(RandomGenerator random) {
        StringBuilder text = new StringBuilder("sha-256");
        for (int i = 0; i < 32; i++) {
            text.append(i == 0 ? ' ' : ':').append(String.format("%02X", random.nextInt(256)));
        }
        return text.toString();
    }

    static String write(Description.Type type, String ufrag, String fingerprint, int generation) {
        String setup = type == Description.Type.OFFER ? "actpass" : "active";
        String transport = "a=ice-ufrag:" + ufrag + "\r\n"
                + "a=ice-pwd:" + ufrag + "passwordpassword0123\r\n"
                + "a=ice-options:trickle\r\n"
                + "a=fingerprint:" + fingerprint + "\r\n"
                + "a=setup:" + setup + "\r\n";
        return "v=0\r\n"
                + "o=- 4611686018427387904 " + (generation + 1) + " IN IP4 127.0.0.1\r\n"
                + "s=-\r\n"
                + "t=0 0\r\n"
                + "a=group:BUNDLE 0 1\r\n"
                + "a=msid-semantic: WMS callvault\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
                + "c=IN IP4 0.0.0.0\r\n"
                + "a=rtcp:9 IN IP4 0.0.0.0\r\n"
                + transport
                + "a=mid:0\r\n"
                + "a=sendrecv\r\n"
                + "a=rtcp-mux\r\n"
                + "a=rtpmap:111 opus/48000/2\r\n"
                + "a=fmtp:111 minptime=10;useinbandfec=1\r\n"
                + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
                + "c=IN IP4 0.0.0.0\r\n"
                + "a=rtcp:9 IN IP4 0.0.0.0\r\n"
                + transport
                + "a=mid:1\r\n"
                + "a=sendrecv\r\n"
                + "a=rtcp-mux\r\n"
                + "a=rtpmap:96 VP8/90000\r\n";
    }

    /** Two addresses of documentation networks (RFC 5737). */
    static List<IceCandidate> candidates(String ufrag) {
        return List.of(
                new IceCandidate(
                        "0", 0, "candidate:1 1 udp 2122260223 192.0.2.10 40000 typ host generation 0 ufrag " + ufrag),
                new IceCandidate(
                        "0",
                        0,
                        "candidate:2 1 udp 1686052607 198.51.100.10 40000 typ srflx raddr 192.0.2.10 rport 40000"
                                + " generation 0 ufrag " + ufrag));
    }

    /** Why this is no description that would be taken; empty if all is well. */
    static Optional<String> fault(String sdp) {
        if (sdp.length() > MAX_CHARS) {
            return Optional.of("the description is too long");
        }
        if (!sdp.startsWith("v=0") || sdp.indexOf('%') >= 0) {
            return Optional.of("this is no description");
        }
        return value(sdp, "a=fingerprint:").isPresent() ? Optional.empty() : Optional.of("no fingerprint");
    }

    /** What the first line that begins so says. */
    static Optional<String> value(String sdp, String beginning) {
        return sdp.lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst();
    }

    /** Whether a candidate belongs to that description; one that does not say belongs to all. */
    static boolean belongs(IceCandidate candidate, String ufrag) {
        int at = candidate.text().indexOf(" ufrag ");
        return at < 0
                || candidate.text().substring(at + " ufrag ".length()).strip().equals(ufrag);
    }
}
