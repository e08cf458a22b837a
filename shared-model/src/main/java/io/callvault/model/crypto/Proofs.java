package io.callvault.model.crypto;

import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes that are signed outside of messages. Each begins with its own context string, so that a signature made for one
 * purpose never serves another. The audience is the {@code host:port} the client dialled: a server cannot pass a signature
 * on to another one. Stateless, any thread.
 */
public final class Proofs {

    /** Length of a sign-in challenge in bytes. */
    public static final int CHALLENGE_LENGTH = 32;

    /** Length of a request nonce in bytes. */
    public static final int NONCE_LENGTH = 16;

    /** The type of an update manifest, as a DSSE payload. */
    public static final String UPDATE_MANIFEST = "application/vnd.callvault.updates.v1+json";

    private Proofs() {}

    /** Who signs a request. */
    public record Signer(UserId user, DeviceId device) {}

    /** Signed by the identity key: this device speaks for this person. */
    public static byte[] deviceCertificate(UserId user, DeviceId device, VerifyKey deviceKey, long createdMs) {
        byte[] context = "cv/dev/v1\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(context.length + 16 + 16 + VerifyKey.LENGTH + 8)
                .put(context)
                .put(user.bytes())
                .put(device.bytes())
                .put(deviceKey.bytes().toArray())
                .putLong(createdMs)
                .array();
    }

    /**
     * Signed by a release key: these are the releases. The pre-authentication encoding of DSSE 1.0
     * (github.com/secure-systems-lab/dsse, protocol.md).
     */
    public static byte[] updateManifest(byte[] manifest) {
        byte[] head = ("DSSEv1 " + UPDATE_MANIFEST.length() + " " + UPDATE_MANIFEST + " " + manifest.length + " ")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + manifest.length)
                .put(head)
                .put(manifest)
                .array();
    }

    /** Signed by the identity key: this person wants this handle. */
    public static byte[] account(String audience, UserId user, String handle) {
        return lines("cv-account-v1", audience, user.toString(), handle);
    }

    /** Signed by the device key: the holder signs in now. */
    public static byte[] session(String audience, Bytes challenge, Signer signer) {
        return lines(
                "cv-session-v1",
                audience,
                challenge.base64Url(),
                signer.user().toString(),
                signer.device().toString());
    }

    /** Signed by the identity key: the holder of the recovery key asks which account it belongs to. */
    public static byte[] recovery(String audience, Bytes challenge, VerifyKey identityKey) {
        return lines(
                "cv-recovery-v1",
                audience,
                challenge.base64Url(),
                identityKey.bytes().base64Url());
    }

    /**
     * Signed by the device key over one changing HTTP request (PROTOCOL.md, "HTTP").
     *
     * @param pathAndQuery as sent, for example {@code /api/contacts?x=1}
     * @param timestampMs server time; the server takes ±300 s
     * @param nonce 16 random bytes, never used twice within 600 s
     */
    public static byte[] request(
            String audience,
            String method,
            String pathAndQuery,
            byte[] body,
            long timestampMs,
            Bytes nonce,
            Signer signer) {
        return lines(
                "cv-req-v1",
                audience,
                method,
                pathAndQuery,
                Bytes.copyOf(Digests.sha256(body)).base64Url(),
                Long.toString(timestampMs),
                nonce.base64Url(),
                signer.user().toString(),
                signer.device().toString());
    }

    /** Which end of a call a description comes from. */
    public enum CallRole {
        OFFER,
        ANSWER
    }

    /**
     * Signed by the device key: this description, with these keys of the media, is mine. Checked before the description is used.
     *
     * @param call bound to one call, conversation and pair of people, so that it serves in no other
     * @param to the person called or answered
     * @param timestampMs server time; the other side takes ±300 s
     * @param fingerprints every {@code a=fingerprint} value of the description, as written, in their order (RFC 8122, section 5)
     */
    public static byte[] call(
            CallId call,
            ConversationId conversation,
            Signer from,
            UserId to,
            CallRole role,
            long timestampMs,
            List<String> fingerprints) {
        byte[] context = "cv/call/v1\0".getBytes(StandardCharsets.US_ASCII);
        byte[] digest = Digests.sha256(String.join("\n", fingerprints).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(context.length + 5 * 16 + 1 + 8 + digest.length)
                .put(context)
                .put(call.bytes())
                .put(conversation.bytes())
                .put(from.user().bytes())
                .put(from.device().bytes())
                .put(to.bytes())
                .put((byte) (role == CallRole.OFFER ? 1 : 2))
                .putLong(timestampMs)
                .put(digest)
                .array();
    }

    private static byte[] lines(String... parts) {
        for (String part : parts) {
            if (part.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a signed line holds no line break");
            }
        }
        return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    }
}
