package io.callvault.desktop.calltest.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A STUN message (RFC 8489, section 5). Immutable.
 *
 * @param type method and class
 * @param transaction 12 bytes
 */
record StunMessage(int type, byte[] transaction, List<Attribute> attributes) {
    static final int BINDING = 0x0001;
    static final int ALLOCATE = 0x0003;
    static final int REFRESH = 0x0004;

    /** Added to a method (RFC 8489, section 5, figure 3). */
    static final int SUCCESS = 0x0100;

    static final int ERROR = 0x0110;

    static final int USERNAME = 0x0006;
    static final int INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int LIFETIME = 0x000D;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int RELAYED = 0x0016;
    static final int TRANSPORT = 0x0019;
    static final int MAPPED = 0x0020;

    static final int HEADER = 20;
    static final int TRANSACTION = 12;
    private static final int COOKIE = 0x2112A442;
    private static final int HMAC = 20;

    /** Far more than any answer to us has. */
    static final int MAX_BYTES = 2048;

    /** One value, without its padding. */
    record Attribute(int type, byte[] value) {
        static Attribute text(int type, String value) {
            return new Attribute(type, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * A refusal (RFC 8489, section 14.8).
     *
     * @param code 300 to 699
     */
    record Refusal(int code, String reason) {}

    byte[] encode() {
        return encode(attributes, 0);
    }

    /** The same, proven by a password (RFC 8489, section 14.5, MESSAGE-INTEGRITY). */
    byte[] encode(byte[] key) {
        byte[] proven = encode(attributes, HMAC + 4);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return ByteBuffer.allocate(proven.length + HMAC + 4)
                    .put(proven)
                    .putShort((short) INTEGRITY)
                    .putShort((short) HMAC)
                    .put(mac.doFinal(proven))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA1", e);
        }
    }

    private byte[] encode(List<Attribute> all, int more) {
        int length =
                all.stream().mapToInt(one -> 4 + padded(one.value().length)).sum();
        ByteBuffer out = ByteBuffer.allocate(HEADER + length)
                .putShort((short) type)
                .putShort((short) (length + more))
                .putInt(COOKIE)
                .put(transaction);
        for (Attribute one : all) {
            out.putShort((short) one.type())
                    .putShort((short) one.value().length)
                    .put(one.value());
            out.position(out.position() + padded(one.value().length) - one.value().length);
        }
        return out.array();
    }

    /** Reads one; empty for whatever is not a STUN message of this form. */
    static Optional<StunMessage> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        int type = in.getShort() & 0xFFFF;
        int length = in.getShort() & 0xFFFF;
        if ((type & 0xC000) != 0 || in.getInt() != COOKIE || length != bytes.length - HEADER || length % 4 != 0) {
            return Optional.empty();
        }
        byte[] transaction = new byte[TRANSACTION];
        in.get(transaction);
        List<Attribute> all = new ArrayList<>();
        while (in.remaining() >= 4) {
            int kind = in.getShort() & 0xFFFF;
            int size = in.getShort() & 0xFFFF;
            if (padded(size) > in.remaining()) {
                return Optional.empty();
            }
            byte[] value = new byte[size];
            in.get(value);
            in.position(in.position() + padded(size) - size);
            all.add(new Attribute(kind, value));
        }
        return Optional.of(new StunMessage(type, transaction, List.copyOf(all)));
    }

    boolean answers(StunMessage question) {
        return Arrays.equals(transaction, question.transaction)
                && (type == question.type + SUCCESS || type == question.type + ERROR);
    }

    boolean isSuccess() {
        return (type & 0x0110) == SUCCESS;
    }

    Optional<byte[]> value(int wanted) {
        return attributes.stream()
                .filter(one -> one.type() == wanted)
                .map(Attribute::value)
                .findFirst();
    }

    /** An address, told XORed (RFC 8489, section 14.2). */
    Optional<InetSocketAddress> address(int wanted) {
        return value(wanted)
                .filter(bytes -> bytes.length == 8 || bytes.length == 20)
                .map(this::address);
    }

    private InetSocketAddress address(byte[] value) {
        byte[] mask = ByteBuffer.allocate(4 + TRANSACTION)
                .putInt(COOKIE)
                .put(transaction)
                .array();
        int port = ((value[2] ^ mask[0]) & 0xFF) << 8 | ((value[3] ^ mask[1]) & 0xFF);
        byte[] address = Arrays.copyOfRange(value, 4, value.length);
        for (int i = 0; i < address.length; i++) {
            address[i] ^= mask[i];
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    Optional<Refusal> refusal() {
        return value(ERROR_CODE)
                .filter(bytes -> bytes.length >= 4)
                .map(bytes -> new Refusal(
                        (bytes[2] & 7) * 100 + (bytes[3] & 0xFF),
                        new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8)));
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
