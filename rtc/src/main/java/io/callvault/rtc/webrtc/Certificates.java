package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCCertificatePEM;
import dev.onvoid.webrtc.RTCDtlsTransport;
import dev.onvoid.webrtc.RTCDtlsTransportState;
import dev.onvoid.webrtc.RTCRtpSender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that the other side really showed in the DTLS handshake. On the peer's thread. */
final class Certificates {
    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private Certificates() {}

    /** As {@code a=fingerprint} writes it (RFC 8122, section 5), with SHA-256; empty before the handshake. */
    static Optional<String> fingerprint(RTCRtpSender sender) {
        try {
            return shown(sender);
        } catch (GeneralSecurityException | RuntimeException e) {
            log.warn("the other side's certificate cannot be read", e);
            return Optional.empty();
        }
    }

    private static Optional<String> shown(RTCRtpSender sender) throws GeneralSecurityException {
        RTCDtlsTransport transport = sender.getTransport();
        // Asked for the chain before the handshake the library reads address 0.
        if (transport == null || transport.getState() != RTCDtlsTransportState.CONNECTED) {
            return Optional.empty();
        }
        List<RTCCertificatePEM> chain = transport.getRemoteCertificates();
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        byte[] pem = chain.getFirst().getCertificate().getBytes(StandardCharsets.US_ASCII);
        byte[] der = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem))
                .getEncoded();
        return Optional.of("sha-256 "
                + COLONS.formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
    }
}
