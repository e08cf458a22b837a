package io.callvault.desktop.vault;

import io.callvault.desktop.os.PrivateFiles;
import io.callvault.model.crypto.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens the vault of a profile, or makes one. The caller holds the {@link ProfileLock}. */
public final class Vaults {

    private static final String FILE = "vault.cv";
    private static final int LARGEST = 2 << 20;

    private Vaults() {}

    /**
     * Opens what is there; a new profile gets a fresh master key.
     *
     * @throws VaultException if the file is damaged, or its key is not to be had; nothing is changed then
     */
    public static VaultState open(Path profile, OsKeyStore os) throws VaultException {
        Path file = profile.resolve(FILE);
        Wrapping wrapping = new Wrapping(profile, os);
        try {
            PrivateFiles.createFolder(profile);
            if (!Files.exists(file)) {
                return new VaultState.Open(create(file, wrapping));
            }
            VaultFile found = read(file);
            if (found.protection() == Protection.PASSPHRASE) {
                return new VaultState.Locked(
                        passphrase -> unwrap(file, found, Digests.passphraseKey(passphrase, found.salt()), wrapping));
            }
            if (wrapping.lost(found.protection())) {
                return new VaultState.KeyLost();
            }
            return new VaultState.Open(
                    unwrap(file, found, wrapping.load(found.protection()), wrapping)
                            .orElseThrow(
                                    () -> new VaultException(
                                            "The key of this profile does not fit its vault: put the right key file back, or restore a backup.")));
        } catch (IOException e) {
            throw new VaultException("The profile folder cannot be read or written: check that it is yours.", e);
        }
    }

    /**
     * Moves a profile that nobody can read any more out of the way, as a whole; nothing is deleted. Put back by hand, and with its
     * key, it opens again.
     *
     * @param others files and folders beside the vault that belong to it
     * @return the folder it is in now
     */
    public static Path setAside(Path profile, Instant now, List<String> others) throws VaultException {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(now);
        Path aside = profile.resolve("lost-" + stamp);
        try {
            PrivateFiles.createFolder(aside);
            // The vault goes last: if this is cut off, the next start finds it and goes on.
            for (String name : others) {
                if (Files.exists(profile.resolve(name))) {
                    Files.move(profile.resolve(name), aside.resolve(name));
                }
            }
            Files.move(profile.resolve(FILE), aside.resolve(FILE));
        } catch (IOException e) {
            throw new VaultException(
                    "The data of this profile could not be set aside: check that its folder is yours.", e);
        }
        return aside;
    }

    private static Vault create(Path file, Wrapping wrapping) throws VaultException, IOException {
        SecureRandom random = new SecureRandom();
        byte[] master = new byte[VaultFile.MASTER_LENGTH];
        random.nextBytes(master);
        byte[] salt = Wrapping.salt(random);
        Wrapping.Key key = wrapping.create();
        byte[] context = VaultFile.context(key.protection(), salt);
        Map<SecretName, byte[]> none = new EnumMap<>(SecretName.class);
        byte[] secrets = AeadBox.seal(
                Digests.subkey(master, Vault.SECRETS, VaultFile.MASTER_LENGTH),
                VaultFile.encode(none),
                context,
                random);
        VaultFile fresh =
                new VaultFile(key.protection(), salt, AeadBox.seal(key.secret(), master, context, random), secrets);
        PrivateFiles.write(file, fresh.bytes());
        return new Vault(file, master, fresh, none, wrapping);
    }

    private static VaultFile read(Path file) throws IOException, VaultException {
        if (Files.size(file) > LARGEST) {
            throw damaged();
        }
        return VaultFile.parse(Files.readAllBytes(file)).orElseThrow(Vaults::damaged);
    }

    private static Optional<Vault> unwrap(Path file, VaultFile found, byte[] key, Wrapping wrapping)
            throws VaultException {
        Optional<byte[]> master = key.length == VaultFile.MASTER_LENGTH
                ? AeadBox.open(key, found.wrapped(), found.context())
                : Optional.empty();
        if (master.isEmpty()) {
            return Optional.empty();
        }
        byte[] secretsKey = Digests.subkey(master.get(), Vault.SECRETS, VaultFile.MASTER_LENGTH);
        byte[] secrets =
                AeadBox.open(secretsKey, found.secrets(), found.context()).orElseThrow(Vaults::damaged);
        return Optional.of(new Vault(file, master.get(), found, VaultFile.decode(secrets), wrapping));
    }

    private static VaultException damaged() {
        return new VaultException(
                "The vault of this profile is damaged: restore a backup, or sign in with the recovery key"
                        + " in a new profile.");
    }
}
