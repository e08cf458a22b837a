package io.callvault.model.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The identity key as people write it down: 32 bytes and a 3-byte checksum in Crockford's base32, 56 characters in groups of
 * four. I, L and O are read as 1, 1 and 0; case, spaces and hyphens do not matter.
 */
public final class RecoveryKey {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHECK_LENGTH = 3;
    private static final int CHARACTERS = 56;

    private RecoveryKey() {}

    public static String format(SigningKey identity) {
        byte[] seed = identity.seed();
        byte[] all = Arrays.copyOf(seed, seed.length + CHECK_LENGTH);
        System.arraycopy(checksum(seed), 0, all, seed.length, CHECK_LENGTH);
        BigInteger number = new BigInteger(1, all);
        StringBuilder text = new StringBuilder();
        for (int i = CHARACTERS - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt(number.shiftRight(5 * i).intValue() & 31));
            if (i % 4 == 0 && i > 0) {
                text.append('-');
            }
        }
        return text.toString();
    }

    /** The key, or empty if a character is missing, foreign or mistyped. */
    public static Optional<SigningKey> parse(String text) {
        String plain = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\-]", "")
                .replace('I', '1')
                .replace('L', '1')
                .replace('O', '0');
        if (plain.length() != CHARACTERS) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < CHARACTERS; i++) {
            int digit = ALPHABET.indexOf(plain.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        byte[] raw = number.toByteArray();
        byte[] all = new byte[SigningKey.SEED_LENGTH + CHECK_LENGTH];
        int copy = Math.min(raw.length, all.length);
        System.arraycopy(raw, raw.length - copy, all, all.length - copy, copy);
        byte[] seed = Arrays.copyOf(all, SigningKey.SEED_LENGTH);
        byte[] check = Arrays.copyOfRange(all, SigningKey.SEED_LENGTH, all.length);
        return Arrays.equals(check, checksum(seed)) ? Optional.of(SigningKey.ofSeed(seed)) : Optional.empty();
    }

    private static byte[] checksum(byte[] seed) {
        return Arrays.copyOf(Digests.sha256(seed), CHECK_LENGTH);
    }
}
