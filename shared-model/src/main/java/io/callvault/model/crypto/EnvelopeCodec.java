package io.callvault.model.crypto;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.Id;
import io.callvault.model.id.UserId;
import io.callvault.model.message.MessageOp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of an envelope, all numbers big-endian: {@code 'C' ver suite op | conv16 | epoch4 | user16 | device16 |
 * msg_id16 | ctr8 | prevhash16 | ts8 | ref_seq8 | nonce12 | len4 | body | sig64}. The signature covers a context string and
 * everything before itself, the length field too. Stateless, any thread.
 */
public final class EnvelopeCodec {

    /** Bytes before the body. */
    public static final int HEADER_LENGTH = 4 + 16 + 4 + 16 + 16 + 16 + 8 + 16 + 8 + 8 + 12 + 4;

    /** Largest body in bytes; with header, signature and base64url it stays below the frame limit. */
    public static final int MAX_BODY_BYTES = 40_000;

    private static final byte[] CONTEXT = "cv/env/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte MAGIC = 'C';
    private static final byte VERSION = 1;

    private EnvelopeCodec() {}

    /** Signs header and body and gives the whole envelope. Retries must resend these same bytes. */
    public static Bytes seal(Envelope.Header header, byte[] body, SigningKey key) {
        if (body.length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        byte[] signed = signedPart(header, body);
        return Bytes.copyOf(concat(signed, key.sign(concat(CONTEXT, signed)).toArray()));
    }

    /**
     * Reads an envelope without believing it: call {@link #verify} with the certified key of {@code header.device()}.
     *
     * @throws MalformedEnvelopeException if the bytes are not exactly one envelope of a known version and suite
     */
    public static Envelope parse(Bytes envelope) throws MalformedEnvelopeException {
        byte[] bytes = envelope.toArray();
        if (bytes.length < HEADER_LENGTH + VerifyKey.SIGNATURE_LENGTH) {
            throw new MalformedEnvelopeException("shorter than an empty envelope");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != MAGIC || in.get() != VERSION) {
            throw new MalformedEnvelopeException("unknown envelope version");
        }
        int suite = in.get();
        if (suite != Envelope.SUITE_PLAIN) {
            throw new MalformedEnvelopeException("unknown suite " + suite);
        }
        int opCode = in.get();
        MessageOp op =
                MessageOp.of(opCode).orElseThrow(() -> new MalformedEnvelopeException("unknown operation " + opCode));
        ConversationId conversation = new ConversationId(Id.read(in));
        int keyEpoch = in.getInt();
        UserId user = new UserId(Id.read(in));
        DeviceId device = new DeviceId(Id.read(in));
        ClientMessageId messageId = new ClientMessageId(Id.read(in));
        long counter = in.getLong();
        Bytes previousHash = take(in, Envelope.PREV_HASH_LENGTH);
        long timestampMs = in.getLong();
        long refSeq = in.getLong();
        Bytes nonce = take(in, Envelope.NONCE_LENGTH);
        int length = in.getInt();
        if (length < 0 || length > MAX_BODY_BYTES || length != in.remaining() - VerifyKey.SIGNATURE_LENGTH) {
            throw new MalformedEnvelopeException("the body's length does not fit");
        }
        Bytes body = take(in, length);
        Bytes signature = take(in, VerifyKey.SIGNATURE_LENGTH);
        Envelope.Header header = new Envelope.Header(
                suite,
                op,
                conversation,
                keyEpoch,
                user,
                device,
                messageId,
                counter,
                previousHash,
                timestampMs,
                refSeq,
                nonce);
        return new Envelope(header, body, signature);
    }

    /** Whether the key's owner signed exactly this envelope. */
    public static boolean verify(Envelope envelope, VerifyKey key) {
        byte[] signed = signedPart(envelope.header(), envelope.body().toArray());
        return key.verify(concat(CONTEXT, signed), envelope.signature());
    }

    /** What the next envelope of the same device and conversation carries as {@code previousHash}. */
    public static Bytes chainHash(Bytes envelope) {
        return Bytes.copyOf(Arrays.copyOf(Digests.sha256(envelope.toArray()), Envelope.PREV_HASH_LENGTH));
    }

    private static byte[] signedPart(Envelope.Header header, byte[] body) {
        return ByteBuffer.allocate(HEADER_LENGTH + body.length)
                .put(MAGIC)
                .put(VERSION)
                .put((byte) header.suite())
                .put((byte) header.op().code())
                .put(header.conversation().bytes())
                .putInt(header.keyEpoch())
                .put(header.user().bytes())
                .put(header.device().bytes())
                .put(header.messageId().bytes())
                .putLong(header.counter())
                .put(header.previousHash().toArray())
                .putLong(header.timestampMs())
                .putLong(header.refSeq())
                .put(header.nonce().toArray())
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Bytes take(ByteBuffer in, int length) {
        byte[] part = new byte[length];
        in.get(part);
        return Bytes.copyOf(part);
    }
}
