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

    /** The same person on another device; {@code number} tells devices of everybody apart. */
    Person onDevice(int number) {
        return new Person(user, new DeviceId(new UUID(2, number)), handle, identity, key(100 + number));
    }

    Bytes seal(ConversationId conversation, ClientMessageId id, String text) {
        return seal(conversation, id, MessageOp.NEW, 0, new Body.Text(text));
    }

    Bytes seal(ConversationId conversation, ClientMessageId id, MessageOp op, long refSeq, Body body) {
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                op,
                conversation,
                0,
                user,
                device,
                id,
                1,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                1,
                refSeq,
                Bytes.copyOf(new byte[Envelope.NONCE_LENGTH]));
        return EnvelopeCodec.seal(header, BodyCodec.encode(body), deviceKey);
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[SigningKey.SEED_LENGTH];
        Arrays.fill(seed, (byte) number);
        return SigningKey.ofSeed(seed);
    }
}
