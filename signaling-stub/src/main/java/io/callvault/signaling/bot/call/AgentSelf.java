package io.callvault.signaling.bot.call;

import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.guard.Fingerprints;
import java.util.Optional;

/** A device that writes call frames and signs descriptions. Immutable, any thread. */
public record AgentSelf(UserId user, DeviceId device, SigningKey key) {

    /** Whom a frame is for. */
    public record Place(CallId call, ConversationId conversation, Optional<DeviceId> to) {}

    /** A frame that describes nothing. */
    public Frame.Call frame(Place place, CallSignal signal) {
        return frame(place, signal, Bytes.copyOf(new byte[0]));
    }

    /** A frame with a description, signed for that person. */
    public Frame.Call signed(Place place, CallSignal signal, Proofs.CallRole role, UserId other) {
        String sdp;
        long timestampMs;
        switch (signal) {
            case CallSignal.Invite invite -> {
                sdp = invite.sdp();
                timestampMs = invite.timestampMs();
            }
            case CallSignal.Offer offer -> {
                sdp = offer.sdp();
                timestampMs = offer.timestampMs();
            }
            case CallSignal.Restart restart -> {
                sdp = restart.sdp();
                timestampMs = restart.timestampMs();
            }
            case CallSignal.Answer answer -> {
                sdp = answer.sdp();
                timestampMs = answer.timestampMs();
            }
            default -> throw new IllegalArgumentException("this signal describes nothing");
        }
        byte[] proof = Proofs.call(
                place.call(),
                place.conversation(),
                new Proofs.Signer(user, device),
                other,
                role,
                timestampMs,
                Fingerprints.of(sdp));
        return frame(place, signal, key.sign(proof));
    }

    private static Frame.Call frame(Place place, CallSignal signal, Bytes signature) {
        return new Frame.Call(
                place.call(),
                CallSignalCodec.kind(signal).wireName(),
                place.conversation(),
                Optional.empty(),
                place.to(),
                0,
                CallSignalCodec.encode(signal),
                signature);
    }
}
