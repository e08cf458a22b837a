package io.callvault.desktop.call;

import io.callvault.desktop.link.Session;
import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.rtc.guard.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** The signature of a description, and the keys in it (docs/calls.md, "Signature"). Pure, any thread. */
final class Seal {

    static final Bytes NONE = Bytes.copyOf(new byte[0]);

    /** PROTOCOL.md, "HTTP": the same for all signatures. */
    private static final long SKEW_MS = 300_000;

    private Seal() {}

    /** What a signature is about, besides the description. */
    record About(CallId call, ConversationId conversation, Proofs.CallRole role, long timestampMs) {}

    static Bytes sign(Session.Signature me, UserId to, About about, String sdp) {
        return me.deviceKey().sign(bytes(about, me.signer(), to, sdp));
    }

    /**
     * Whether the description is that device's, meant for this person, and of now.
     *
     * @param key of the device, certified by its person's pinned key
     */
    static boolean fits(
            CallParty from, VerifyKey key, UserId me, About about, String sdp, Bytes signature, long nowMs) {
        Proofs.Signer signer = new Proofs.Signer(from.userId(), from.deviceId());
        return Math.abs(nowMs - about.timestampMs()) <= SKEW_MS
                && signature.length() == VerifyKey.SIGNATURE_LENGTH
                && !Fingerprints.of(sdp).isEmpty()
                && key.verify(bytes(about, signer, me, sdp), signature);
    }

    private static byte[] bytes(About about, Proofs.Signer from, UserId to, String sdp) {
        return Proofs.call(
                about.call(), about.conversation(), from, to, about.role(), about.timestampMs(), Fingerprints.of(sdp));
    }

    /** Whether the key that was shown is one of those; takes as long for every wrong one. */
    static boolean among(List<String> signed, String shown) {
        byte[] wanted = normal(shown);
        boolean found = false;
        for (String one : signed) {
            found |= MessageDigest.isEqual(normal(one), wanted);
        }
        return found;
    }

    private static byte[] normal(String fingerprint) {
        return fingerprint.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
