package io.callvault.rtc.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may pass to the natives, and what may not. */
class GuardTest {

    @Test
    void anOfferOfABrowserPasses() {
        assertThat(SdpGuard.check(Samples.OFFER).passed()).contains(Samples.OFFER);
    }

    @Test
    void anUnknownAttributeIsLeftOut() {
        String newer = Samples.OFFER.replace("a=rtcp-mux\r\n", "a=rtcp-mux\r\na=something-new:1 2 3\r\n");
        assertThat(newer).isNotEqualTo(Samples.OFFER);
        assertThat(SdpGuard.check(newer).passed()).contains(Samples.OFFER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=ice-ufrag:ab%s",
                "a=ice-ufrag:abc",
                "a=ice-pwd:short",
                "a=mid:%n",
                "a=fingerprint:sha-256 AB:CD",
                "a=fingerprint:sha-1 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33",
                "a=setup:holdconn",
                "a=rtpmap:128 VP8/90000",
                "a=rtpmap:96 VP8/0",
                "a=extmap:0 urn:x",
                "a=extmap:256 urn:x",
                "a=ssrc:4294967296 cname:x",
                "a=candidate:1 1 udp 1 example.org 9 typ host",
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "k=clear:x",
                "c=IN IP4 300.0.0.1",
                "b=AS:99999999999",
                "a",
                "=",
                "a=fmtp:96 \u0007",
                "a=fmtp:96 \u00e9"
            })
    void aBadLineRefusesTheWhole(String line) {
        assertThat(SdpGuard.check(Samples.OFFER + line + "\r\n")).isInstanceOf(Verdict.Unfit.class);
    }

    @Test
    void sizeIsBounded() {
        assertThat(SdpGuard.check(Samples.OFFER + "a=fmtp:96 x\r\n".repeat(3_000)))
                .isInstanceOf(Verdict.Unfit.class);
        assertThat(SdpGuard.check(Samples.OFFER + "a=b\r\n".repeat(900))).isInstanceOf(Verdict.Unfit.class);
        assertThat(SdpGuard.check(Samples.OFFER + "a=fmtp:96 " + "x".repeat(600) + "\r\n"))
                .isInstanceOf(Verdict.Unfit.class);
        assertThat(SdpGuard.check("")).isInstanceOf(Verdict.Unfit.class);
    }

    @Test
    void bothSectionsWithNameAndKeysAreNeeded() {
        String audioAlone = Samples.OFFER.substring(0, Samples.OFFER.indexOf("m=video"));
        assertThat(SdpGuard.check(audioAlone)).isInstanceOf(Verdict.Unfit.class);
        String noKeys = Samples.OFFER.replaceAll("a=fingerprint:[^\r]*\r\n", "");
        assertThat(SdpGuard.check(noKeys)).isInstanceOf(Verdict.Unfit.class);
        String noNames = Samples.OFFER.replaceAll("a=mid:[^\r]*\r\n", "");
        assertThat(SdpGuard.check(noNames)).isInstanceOf(Verdict.Unfit.class);
    }

    @Test
    void aSectionThatIsRefusedOrExchangedIsNoCall() {
        String refused = Samples.OFFER.replace("m=video 9", "m=video 0");
        assertThat(SdpGuard.check(refused)).isInstanceOf(Verdict.Unfit.class);
        String bundled = refused.replace("a=mid:1\r\n", "a=mid:1\r\na=bundle-only\r\n");
        assertThat(SdpGuard.check(bundled).passed()).contains(bundled);
        assertThat(SdpGuard.shape(Samples.OFFER)).isEqualTo("audio:0video:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate:2080313949 1 udp 2122194687 192.0.2.2 36519 typ host generation 0 network-id 1",
                "candidate:1 1 UDP 2122194687 2001:db8::1 36519 typ host generation 0 ufrag AbCd network-cost 999",
                "candidate:842163049 1 udp 1677729535 198.51.100.7 50000 typ srflx raddr 0.0.0.0 rport 0 generation 0",
                "candidate:1 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active generation 0",
                "candidate:9 1 udp 41885695 203.0.113.9 3479 typ relay raddr 198.51.100.7 rport 50000",
                "candidate:4 1 udp 2113937151 1f4712ab-2a3b-4c5d-8e9f-001122334455.local 51000 typ host generation 0"
            })
    void candidatesOfRfc8839Pass(String text) {
        assertThat(CandidateGuard.check(new IceCandidate("0", 0, text)).passed())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:1 1 udp 1 192.0.2.2 0 typ host",
                "candidate:1 1 udp 1 192.0.2.2 65536 typ host",
                "candidate:1 3 udp 1 192.0.2.2 9 typ host",
                "candidate:1 1 sctp 1 192.0.2.2 9 typ host",
                "candidate:1 1 udp 4294967296 192.0.2.2 9 typ host",
                "candidate:1 1 udp 1 host.example 9 typ host",
                "candidate:1 1 udp 1 evil.local 9 typ host",
                "candidate:1 1 udp 1 192.0.2.256 9 typ host",
                "candidate:1 1 udp 1 1::2::3 9 typ host",
                "candidate:1 1 udp 1 fe80::1%25eth0 9 typ host",
                "candidate:1 1 udp 1 192.0.2.2 9 typ host generation %n",
                "candidate:1 1 tcp 1 192.0.2.2 9 typ host",
                "candidate:1 1 udp 1 192.0.2.2 9 typ host tcptype active",
                "candidate:1 1 udp 1 192.0.2.2 9 typ srflx raddr name rport 1",
                "candidate:1 1 udp 1 192.0.2.2 9 typ host unknown x",
                "candidate:%s 1 udp 1 192.0.2.2 9 typ host",
                "a=candidate:1 1 udp 1 192.0.2.2 9 typ host"
            })
    void otherCandidatesDoNot(String text) {
        assertThat(CandidateGuard.check(new IceCandidate("0", 0, text)).passed())
                .isEmpty();
    }

    @Test
    void aCandidateNamesAKnownSection() {
        String text = "candidate:1 1 udp 1 192.0.2.2 9 typ host";
        assertThat(CandidateGuard.check(new IceCandidate("%x", 0, text)).passed())
                .isEmpty();
        assertThat(CandidateGuard.check(new IceCandidate("", 0, text)).passed()).isEmpty();
        assertThat(CandidateGuard.check(new IceCandidate("0", -1, text)).passed())
                .isEmpty();
        assertThat(CandidateGuard.check(new IceCandidate("0", 8, text)).passed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn:198.51.100.1:3478?transport=tcp",
                "turn:relay.example.org",
                "turns:relay.example.org:5349?transport=tcp",
                "turn:[2001:db8::1]:3478"
            })
    void relaysNeedACredential(String url) {
        assertThat(IceServerGuard.check(new IceServer(List.of(url), "1:me", "c2VjcmV0"))
                        .passed())
                .isPresent();
        assertThat(IceServerGuard.check(new IceServer(List.of(url), "", "")).passed())
                .isEmpty();
        assertThat(IceServerGuard.check(new IceServer(List.of(url), "1:me", "100%n"))
                        .passed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.org",
                "turn:",
                "turn:host:0",
                "turn:host:99999",
                "turn:host?transport=sctp",
                "turns:host?transport=udp",
                "turn:ho st",
                "turn:host%n",
                "turn:[::g]:1",
                "turn:300.1.1.1",
                "stun:host?transport=udp"
            })
    void otherRelaysAreRefused(String url) {
        assertThat(IceServerGuard.check(new IceServer(List.of(url), "1:me", "c2VjcmV0"))
                        .passed())
                .isEmpty();
        assertThat(IceServerGuard.check(new IceServer(List.of(url), "", "")).passed())
                .isEmpty();
    }

    @Test
    void stunTakesNone() {
        assertThat(IceServerGuard.check(new IceServer(List.of("stun:198.51.100.1"), "", ""))
                        .passed())
                .isPresent();
        assertThat(IceServerGuard.check(new IceServer(List.of("stun:198.51.100.1"), "a", "b"))
                        .passed())
                .isEmpty();
        assertThat(IceServerGuard.check(new IceServer(List.of(), "", "")).passed())
                .isEmpty();
    }

    @Test
    void fingerprintsAreThoseOfTheLines() {
        assertThat(Fingerprints.of(Samples.OFFER)).hasSize(2).allMatch(one -> one.equals(Samples.FINGERPRINT));
        assertThat(Fingerprints.among(Fingerprints.of(Samples.OFFER), Samples.FINGERPRINT.toLowerCase(Locale.ROOT)))
                .isTrue();
        assertThat(Fingerprints.among(List.of(), "")).isFalse();
        assertThat(Fingerprints.of("v=0\n")).isEmpty();
    }
}
