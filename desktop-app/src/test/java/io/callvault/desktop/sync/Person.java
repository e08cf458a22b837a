package io.callvault.desktop.sync;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Somebody with keys, the same ones in every run. */
record Person(UserId user, DeviceId device, String handle, SigningKey identity, SigningKey deviceKey) {

    static Person of(int number) {
        return new Person(
                new UserId(new UUID(1, number)),
                new DeviceId(new UUID(2, number)),
                "user" + number,
                key(number),
                key(100 + number));
    }

    EventBody.Profile profile() {
        return new EventBody.Profile(user, handle, handle, identity.verifyKey().bytes(), List.of(certified(deviceKey)));
    }

    EventBody.Device certified(SigningKey key) {
        byte[] statement = Proofs.deviceCertificate(user, device, key.verifyKey(), 1);
        return new EventBody.Device(user, device, "test", key.verifyKey().bytes(), 1, identity.sign(statement));
    }

    Bytes seal(ConversationId conversation, ClientMessageId id, String text) {
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                conversation,
                0,
                user,
                device,
                id,
                1,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                1,
                0,
                Bytes.copyOf(new byte[Envelope.NONCE_LENGTH]));
        return EnvelopeCodec.seal(header, BodyCodec.encode(new Body.Text(text)), deviceKey);
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[SigningKey.SEED_LENGTH];
        Arrays.fill(seed, (byte) number);
        return SigningKey.ofSeed(seed);
    }
}
