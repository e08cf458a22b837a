package io.callvault.model.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.id.IdGenerator;
import io.callvault.model.message.MessageOp;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeCodecTest {

    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private final IdGenerator ids = new IdGenerator(InstantSource.system(), new Random(2));
    private final Bytes sealed = EnvelopeCodec.seal(header(), "{\"k\":\"text\"}".getBytes(StandardCharsets.UTF_8), KEY);

    private Envelope.Header header() {
        return new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                ids.conversationId(),
                0,
                ids.userId(),
                ids.deviceId(),
                ids.clientMessageId(),
                1,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                1_700_000_000_000L,
                0,
                Bytes.copyOf(new byte[Envelope.NONCE_LENGTH]));
    }

    @Test
    void parsesWhatItSealed() throws MalformedEnvelopeException {
        Envelope envelope = EnvelopeCodec.parse(sealed);
        assertThat(EnvelopeCodec.verify(envelope, KEY.verifyKey())).isTrue();
        assertThat(envelope.header().op()).isEqualTo(MessageOp.NEW);
        assertThat(new String(envelope.body().toArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"k\":\"text\"}");
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] bytes = sealed.toArray();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(accepted(flipped)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void everyShorterOrLongerOneIsRefused() {
        byte[] bytes = sealed.toArray();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EnvelopeCodec.parse(Bytes.copyOf(cut)))
                    .isInstanceOf(MalformedEnvelopeException.class);
        }
        assertThatThrownBy(() -> EnvelopeCodec.parse(Bytes.copyOf(Arrays.copyOf(bytes, bytes.length + 1))))
                .isInstanceOf(MalformedEnvelopeException.class);
    }

    @Test
    void anotherKeyDoesNotFit() throws MalformedEnvelopeException {
        VerifyKey other = SigningKey.generate(new SecureRandom()).verifyKey();
        assertThat(EnvelopeCodec.verify(EnvelopeCodec.parse(sealed), other)).isFalse();
    }

    private static boolean accepted(byte[] bytes) {
        try {
            return EnvelopeCodec.verify(EnvelopeCodec.parse(Bytes.copyOf(bytes)), KEY.verifyKey());
        } catch (MalformedEnvelopeException e) {
            return false;
        }
    }
}
