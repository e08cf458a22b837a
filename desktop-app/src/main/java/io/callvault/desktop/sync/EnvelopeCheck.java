package io.callvault.desktop.sync;

import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.WireException;
import java.util.Optional;

/** Believes nothing the server says about who wrote what (PROTOCOL.md, "The envelope"). Pure, any thread. */
final class EnvelopeCheck {

    /** Why, when somebody else's key or a changed byte is to blame. */
    static final String BAD_SIGNATURE = "the signature does not fit";

    private EnvelopeCheck() {}

    /**
     * Reads and checks a message.
     *
     * @param device the device the server names as the author, with a certificate that was checked; empty if unknown
     * @return with {@link Content.Unreadable} if anything does not fit
     */
    static IncomingMessage check(EventBody.MessageStored stored, Optional<EventBody.Device> device) {
        Envelope envelope;
        try {
            envelope = EnvelopeCodec.parse(stored.envelope());
        } catch (MalformedEnvelopeException e) {
            return unreadable(stored, String.valueOf(e.getMessage()));
        }
        Envelope.Header header = envelope.header();
        if (!header.conversation().equals(stored.conversationId())
                || !header.user().equals(stored.senderId())
                || !header.device().equals(stored.senderDevice())) {
            return unreadable(stored, "the envelope belongs elsewhere");
        }
        if (device.isEmpty() || !device.get().userId().equals(stored.senderId())) {
            return unreadable(stored, "the author's device is not known");
        }
        if (!EnvelopeCodec.verify(envelope, new VerifyKey(device.get().deviceKey()))) {
            return unreadable(stored, BAD_SIGNATURE);
        }
        try {
            Body body = BodyCodec.decode(envelope.body().toArray());
            if (!fits(header, body)) {
                return unreadable(stored, "the operation does not fit the body");
            }
            return new IncomingMessage(
                    stored, header.messageId(), header.op(), header.refSeq(), new Content.Said(body));
        } catch (WireException e) {
            return unreadable(stored, String.valueOf(e.getMessage()));
        }
    }

    private static boolean fits(Envelope.Header header, Body body) {
        MessageOp op = header.op();
        return switch (body) {
            case Body.Edit _ -> op == MessageOp.EDIT;
            case Body.Delete _ -> op == MessageOp.DELETE;
            case Body.Text _ -> op == MessageOp.NEW;
            // One call, one line: the message bears the call's id.
            case Body.Call call ->
                op == MessageOp.NEW
                        && header.messageId().value().equals(call.callId().value());
            case Body.Unknown _ -> true;
        };
    }

    /** Whether the identity key vouches for the device. */
    static boolean certified(EventBody.Device device, VerifyKey identity) {
        if (device.deviceKey().length() != VerifyKey.LENGTH) {
            return false;
        }
        byte[] statement = Proofs.deviceCertificate(
                device.userId(), device.deviceId(), new VerifyKey(device.deviceKey()), device.createdMs());
        return identity.verify(statement, device.certificate());
    }

    static IncomingMessage unreadable(EventBody.MessageStored stored, String why) {
        return new IncomingMessage(
                stored, IncomingMessage.idOfUnreadable(stored), MessageOp.NEW, 0, new Content.Unreadable(why));
    }
}
