package io.callvault.signaling.turn;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * A certificate that vouches for itself (RFC 5280), for one address, with its key: what coturn needs to speak TLS. The media inside
 * has keys of its own, which the call's signature names, so nothing hangs on who trusts this one.
 *
 * @param certificate PEM (RFC 7468)
 * @param key PEM, PKCS #8, ECDSA on P-256
 */
record SelfSigned(String certificate, String key) {

    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofDays(365);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int IP_ADDRESS = 0x87;

    /** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758, section 3.2). */
    private static final byte[] ECDSA_SHA256 =
            sequence(der(OID, new byte[] {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2}));

    /** 2.5.4.3, common name. */
    private static final byte[] COMMON_NAME = der(OID, new byte[] {0x55, 4, 3});

    /** 2.5.29.17, subject alternative name (RFC 5280, section 4.2.1.6). */
    private static final byte[] ALTERNATIVE_NAME = der(OID, new byte[] {0x55, 0x1D, 0x11});

    static SelfSigned make(InetAddress address, Instant now) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] name = sequence(der(
                    SET, sequence(COMMON_NAME, der(UTF8_STRING, "Call Vault relay".getBytes(StandardCharsets.UTF_8)))));
            byte[] names =
                    sequence(ALTERNATIVE_NAME, der(OCTET_STRING, sequence(der(IP_ADDRESS, address.getAddress()))));
            byte[] signed = sequence(
                    der(VERSION, der(INTEGER, new byte[] {2})),
                    der(INTEGER, new BigInteger(127, random).add(BigInteger.ONE).toByteArray()),
                    ECDSA_SHA256,
                    name,
                    sequence(time(now.minus(BEFORE)), time(now.plus(AFTER))),
                    name,
                    pair.getPublic().getEncoded(),
                    der(EXTENSIONS, sequence(names)));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed);
            byte[] certificate = sequence(signed, ECDSA_SHA256, der(BIT_STRING, join(new byte[1], signature.sign())));
            return new SelfSigned(
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDSA on P-256", e);
        }
    }

    private static byte[] time(Instant when) {
        return der(UTC, UTC_TIME.format(when).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return der(SEQUENCE, join(parts));
    }

    /** Tag, length, value (X.690, section 8.1); lengths here stay below 65,536. */
    private static byte[] der(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else if (value.length < 0x100) {
            out.write(0x81);
            out.write(value.length);
        } else {
            out.write(0x82);
            out.write(value.length >>> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SelfSigned[]";
    }
}
