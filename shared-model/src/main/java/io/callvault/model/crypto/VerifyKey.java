package io.callvault.model.crypto;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * An Ed25519 public key (RFC 8032). Immutable, any thread.
 *
 * @param bytes 32 bytes; small-order and malformed points are refused when the key is used
 */
public record VerifyKey(Bytes bytes) {

    /** Length of a public key in bytes. */
    public static final int LENGTH = 32;

    /** Length of a signature in bytes. */
    public static final int SIGNATURE_LENGTH = 64;

    public VerifyKey {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
    }

    /** Whether the signature over exactly these bytes was made with the private half. Never throws for bad input. */
    public boolean verify(byte[] message, Bytes signature) {
        if (signature.length() != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(false, new Ed25519PublicKeyParameters(bytes.toArray(), 0));
            signer.update(message, 0, message.length);
            return signer.verifySignature(signature.toArray());
        } catch (IllegalArgumentException notAPoint) {
            return false;
        }
    }
}
