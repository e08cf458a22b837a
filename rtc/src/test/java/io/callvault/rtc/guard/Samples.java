package io.callvault.rtc.guard;

/** An offer as browsers write it, shortened. */
final class Samples {
    static final String FINGERPRINT =
            "sha-256 AA:CF:98:58:55:39:38:D1:8B:AD:98:C3:8C:EC:EF:F8:80:C8:59:D0:E2:2D:7D:93:DB:CB:31:95:AF:A1:00:74";

    static final String OFFER = """
            v=0
            o=- 4611732896522463041 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=extmap-allow-mixed
            a=msid-semantic: WMS callvault
            m=audio 9 UDP/TLS/RTP/SAVPF 111 63
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:JB1q
            a=ice-pwd:gJTf8cFkdWHj6K/SL2v6rLuk
            a=ice-options:trickle
            a=fingerprint:%s
            a=setup:actpass
            a=mid:0
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=sendrecv
            a=msid:callvault audio
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:63 red/48000/2
            a=fmtp:63 111/111
            a=ssrc:3833127403 cname:kdrhJwuBRY2ooWMl
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=candidate:2080313949 1 udp 2122194687 192.0.2.2 36519 typ host generation 0 network-id 1
            a=ice-ufrag:JB1q
            a=ice-pwd:gJTf8cFkdWHj6K/SL2v6rLuk
            a=ice-options:trickle
            a=fingerprint:%s
            a=setup:actpass
            a=mid:1
            a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
            a=sendrecv
            a=msid:callvault video
            a=rtcp-rsize
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 nack pli
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=ssrc-group:FID 2187364798 3394504508
            a=ssrc:2187364798 cname:kdrhJwuBRY2ooWMl
            """.formatted(FINGERPRINT, FINGERPRINT).replace("\n", "\r\n");

    private Samples() {}
}
