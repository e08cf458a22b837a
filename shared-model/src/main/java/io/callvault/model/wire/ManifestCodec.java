package io.callvault.model.wire;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.update.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The file in which releases are announced: a manifest as exact bytes with their signatures around it, in one file, so that nobody
 * ever meets the one without the other (docs/adr/0018-update-manifest.md). Stateless, any thread.
 */
public final class ManifestCodec {

    /** Largest file that is read, in bytes. */
    public static final int MAX_BYTES = 512 * 1024;

    private static final int KEY_ID_BYTES = 8;

    private ManifestCodec() {}

    /** What became of reading a file. */
    public sealed interface Opened {

        /** One of the known keys signed it, and it says this. */
        record Signed(Manifest manifest) implements Opened {}

        /** None of the known keys signed these bytes. What they say was not looked at. */
        record Unsigned() implements Opened {}

        /**
         * Not such a file, or one that breaks its bounds.
         *
         * @param detail what is wrong, for a log; holds none of the content
         */
        record Unreadable(String detail) implements Opened {}
    }

    /** Reads a file. Before a signature has proved right, nothing of the manifest itself is parsed. */
    public static Opened open(byte[] file, List<VerifyKey> keys) {
        try {
            ManifestJson.Envelope envelope = ManifestJson.envelope(file, MAX_BYTES);
            if (!envelope.payloadType().equals(Proofs.UPDATE_MANIFEST)) {
                return new Opened.Unreadable("the payload is of another type");
            }
            byte[] payload = envelope.payload().toArray();
            byte[] signed = Proofs.updateManifest(payload);
            boolean known = envelope.signatures().stream()
                    .anyMatch(one -> keys.stream().anyMatch(key -> key.verify(signed, one.sig())));
            return known ? new Opened.Signed(ManifestJson.manifest(payload, MAX_BYTES)) : new Opened.Unsigned();
        } catch (WireException e) {
            return new Opened.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes a file, signed by every one of the keys: while a key is being replaced, by the old and the new one.
     *
     * @throws WireException if the client would refuse it: it is read back with the rules of the client
     */
    public static byte[] write(Manifest manifest, List<SigningKey> keys) throws WireException {
        byte[] payload = Json.write(ManifestJson.document(manifest)).getBytes(StandardCharsets.UTF_8);
        byte[] signed = Proofs.updateManifest(payload);
        byte[] file = Json.write(new ManifestJson.Envelope(
                        Proofs.UPDATE_MANIFEST,
                        Bytes.copyOf(payload),
                        keys.stream()
                                .map(key -> new ManifestJson.Signature(
                                        Optional.of(keyId(key.verifyKey())), key.sign(signed)))
                                .toList()))
                .getBytes(StandardCharsets.UTF_8);
        Opened back = open(file, keys.stream().map(SigningKey::verifyKey).toList());
        if (back instanceof Opened.Signed(Manifest same) && same.equals(manifest)) {
            return file;
        }
        String detail = back instanceof Opened.Unreadable(String why) ? why : "it does not read back as it was written";
        throw new WireException(ProblemCode.MALFORMED, detail);
    }

    /** A short name of a key: the first 8 bytes of its SHA-256, in hexadecimal digits. */
    public static String keyId(VerifyKey key) {
        return HexFormat.of().formatHex(Arrays.copyOf(Digests.sha256(key.bytes().toArray()), KEY_ID_BYTES));
    }
}
