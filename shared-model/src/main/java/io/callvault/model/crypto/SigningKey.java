package io.callvault.model.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key (RFC 8032). Immutable, any thread. Its text form tells nothing. */
public final class SigningKey {

    /** Length of the seed in bytes (RFC 8032, section 5.1.5). */
    public static final int SEED_LENGTH = 32;

    private final Ed25519PrivateKeyParameters key;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
    }

    public static SigningKey generate(SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    public static SigningKey ofSeed(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        return new SigningKey(new Ed25519PrivateKeyParameters(seed, 0));
    }

    public byte[] seed() {
        return key.getEncoded();
    }

    public VerifyKey verifyKey() {
        return new VerifyKey(Bytes.copyOf(key.generatePublicKey().getEncoded()));
    }

    /** Signs the bytes as they stand; 64 bytes. */
    public Bytes sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return Bytes.copyOf(signer.generateSignature());
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
