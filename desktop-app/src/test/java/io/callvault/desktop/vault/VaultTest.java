package io.callvault.desktop.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

    private static final Bytes SEED = Bytes.copyOf(new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    @Test
    void keysAndSecretsAreTheSameAfterReopening() throws VaultException {
        Vault vault = open(OsKeyStore.none());
        Bytes key = vault.subkey("cv/store/v1");
        vault.put(SecretName.DEVICE_SEED, SEED);
        Vault again = open(OsKeyStore.none());
        assertThat(again.subkey("cv/store/v1")).isEqualTo(key);
        assertThat(again.subkey("cv/other/v1")).isNotEqualTo(key);
        assertThat(again.secret(SecretName.DEVICE_SEED)).contains(SEED);
        again.remove(SecretName.DEVICE_SEED);
        assertThat(open(OsKeyStore.none()).secret(SecretName.DEVICE_SEED)).isEmpty();
    }

    @Test
    void withoutAKeyStoreAFileOfTheOwnerHoldsTheKeyAndSaysWhatItCannotDo() throws VaultException, IOException {
        Vault vault = open(OsKeyStore.none());
        assertThat(vault.protection()).isEqualTo(Protection.KEY_FILE);
        assertThat(vault.protection().caution()).isPresent();
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (String name : new String[] {"vault.cv", "vault.key"}) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(profile().resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void theKeyStoreOfTheSystemIsPreferred() throws VaultException, IOException {
        Map<String, Bytes> kept = new HashMap<>();
        OsKeyStore os = new OsKeyStore() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public Optional<Bytes> load(String name) {
                return Optional.ofNullable(kept.get(name));
            }

            @Override
            public boolean save(String name, Bytes secret) {
                kept.put(name, secret);
                return true;
            }
        };
        Bytes key = open(os).subkey("x");
        assertThat(open(os).subkey("x")).isEqualTo(key);
        assertThat(open(os).protection()).isEqualTo(Protection.OS_KEY_STORE);
        Vault before = open(os);
        before.put(SecretName.IDENTITY_SEED, SEED);
        kept.clear();
        assertThat(Vaults.open(profile(), os)).isEqualTo(new VaultState.KeyLost());
        byte[] vault = Files.readAllBytes(profile().resolve("vault.cv"));
        Path aside = Vaults.setAside(profile(), Instant.EPOCH, List.of("store"));
        assertThat(Files.readAllBytes(aside.resolve("vault.cv"))).isEqualTo(vault);
        assertThat(open(os).secret(SecretName.IDENTITY_SEED)).as("a new one").isEmpty();

        open(os).put(SecretName.IDENTITY_SEED, SEED);
        open(os).keepSpareKey();
        kept.clear();
        assertThat(open(os).secret(SecretName.IDENTITY_SEED))
                .as("by the spare key")
                .contains(SEED);
    }

    @Test
    void aPassphraseLocksAndOnlyItUnlocks() throws VaultException {
        Vault vault = open(OsKeyStore.none());
        Bytes key = vault.subkey("x");
        vault.put(SecretName.IDENTITY_SEED, SEED);
        vault.setPassphrase("correct horse".toCharArray());
        assertThat(profile().resolve("vault.key")).doesNotExist();
        VaultState state = Vaults.open(profile(), OsKeyStore.none());
        assertThat(state).isInstanceOf(VaultState.Locked.class);
        VaultState.Unlock unlock = ((VaultState.Locked) state).unlock();
        assertThat(unlock.with("wrong horse".toCharArray())).isEmpty();
        Vault open = unlock.with("correct horse".toCharArray()).orElseThrow();
        assertThat(open.subkey("x")).isEqualTo(key);
        assertThat(open.secret(SecretName.IDENTITY_SEED)).contains(SEED);
        open.removePassphrase();
        assertThat(open(OsKeyStore.none()).subkey("x")).isEqualTo(key);
    }

    @Test
    void everyFlippedBitIsFound() throws VaultException, IOException {
        open(OsKeyStore.none()).put(SecretName.REFRESH_TOKEN, SEED);
        Path file = profile().resolve("vault.cv");
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(file, bad);
            assertThat(refused()).as("byte " + at).isTrue();
        }
        Files.write(file, good);
        assertThat(refused()).isFalse();
    }

    @Test
    void aProfileIsOpenOnce() throws VaultException {
        try (ProfileLock lock = ProfileLock.acquire(profile())) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> ProfileLock.acquire(profile()))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("already open");
        }
        ProfileLock.acquire(profile()).close();
    }

    private boolean refused() {
        try {
            return !(Vaults.open(profile(), OsKeyStore.none()) instanceof VaultState.Open);
        } catch (VaultException e) {
            return e.toString().contains("profile");
        }
    }

    private Path profile() {
        return folder.resolve("profile");
    }

    private Vault open(OsKeyStore os) throws VaultException {
        return ((VaultState.Open) Vaults.open(profile(), os)).vault();
    }
}
