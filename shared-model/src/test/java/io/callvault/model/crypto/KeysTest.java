package io.callvault.model.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8032, section 7.1, test 2. */
    @Test
    void signsAsInTheRfc() {
        SigningKey key =
                SigningKey.ofSeed(HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        assertThat(HEX.formatHex(key.verifyKey().bytes().toArray()))
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(HEX.formatHex(key.sign(new byte[] {0x72}).toArray()))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }

    /** RFC 5869 has no vector without salt and with this info, so: stable, and different for another purpose. */
    @Test
    void subkeysDifferByPurpose() {
        byte[] master = new byte[32];
        assertThat(Digests.subkey(master, "cv/db/v1", 32)).isEqualTo(Digests.subkey(master, "cv/db/v1", 32));
        assertThat(Digests.subkey(master, "cv/db/v1", 32)).isNotEqualTo(Digests.subkey(master, "cv/log/v1", 32));
    }

    @Test
    void smallOrderKeysVerifyNothing() {
        byte[] one = new byte[32];
        one[0] = 1;
        VerifyKey smallOrder = new VerifyKey(Bytes.copyOf(one));
        byte[] signature = new byte[64];
        signature[0] = 1;
        assertThat(smallOrder.verify(new byte[] {1}, Bytes.copyOf(signature))).isFalse();
    }

    @Test
    void theRecoveryKeySurvivesPaper() {
        for (int i = 0; i < 50; i++) {
            SigningKey key = SigningKey.generate(new SecureRandom());
            String written = RecoveryKey.format(key);
            assertThat(written).matches("([0-9A-Z]{4}-){13}[0-9A-Z]{4}");
            String copied = written.toLowerCase(Locale.ROOT)
                    .replace('-', ' ')
                    .replace('0', 'o')
                    .replace('1', 'l');
            assertThat(RecoveryKey.parse(copied).orElseThrow().seed()).isEqualTo(key.seed());
        }
    }

    @Test
    void aMistypedRecoveryKeyIsNoticed() {
        String written = RecoveryKey.format(SigningKey.ofSeed(new byte[32]));
        char other = written.charAt(10) == '7' ? '8' : '7';
        assertThat(RecoveryKey.parse(written.substring(0, 10) + other + written.substring(11)))
                .isEmpty();
        assertThat(RecoveryKey.parse(written.substring(1))).isEmpty();
        assertThat(RecoveryKey.parse("")).isEmpty();
    }
}
