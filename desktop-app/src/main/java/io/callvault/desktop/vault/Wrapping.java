package io.callvault.desktop.vault;

import io.callvault.desktop.os.PrivateFiles;
import io.callvault.model.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** Where the key that wraps the master key comes from when no passphrase is set. */
final class Wrapping {

    private static final int LENGTH = 32;

    private final Path keyFile;
    private final String name;
    private final OsKeyStore os;

    Wrapping(Path profile, OsKeyStore os) {
        this.keyFile = profile.resolve("vault.key");
        this.name = "callvault:" + profile.toAbsolutePath().normalize();
        this.os = os;
    }

    /** A wrapping key and what keeps it. */
    record Key(Protection protection, byte[] secret) {}

    /** A new key, kept by the system's store if there is one, else in a file of the owner's. */
    Key create() throws VaultException {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        if (os.available() && os.save(name, Bytes.copyOf(secret))) {
            return new Key(Protection.OS_KEY_STORE, secret);
        }
        writeKeyFile(secret);
        return new Key(Protection.KEY_FILE, secret);
    }

    /** Whether the system's store works and has lost the key, and no spare one lies beside the vault. */
    boolean lost(Protection protection) {
        return protection == Protection.OS_KEY_STORE
                && os.available()
                && os.load(name).isEmpty()
                && !Files.exists(keyFile);
    }

    /** A new key in the system's store, and a spare of it in a file of the owner's. */
    Key createWithSpare() throws VaultException {
        Key key = create();
        if (key.protection() == Protection.OS_KEY_STORE) {
            writeKeyFile(key.secret());
        }
        return key;
    }

    private void writeKeyFile(byte[] secret) throws VaultException {
        try {
            PrivateFiles.write(keyFile, secret);
        } catch (IOException e) {
            throw new VaultException("The key file could not be written: check that the disk is not full.", e);
        }
    }

    byte[] load(Protection protection) throws VaultException {
        if (protection == Protection.OS_KEY_STORE) {
            Optional<Bytes> secret = os.available() ? os.load(name) : Optional.empty();
            if (secret.isPresent()) {
                return secret.get().toArray();
            }
            if (!Files.exists(keyFile)) {
                throw new VaultException(
                        "The key store of this computer did not give the profile's key: unlock it and start again.");
            }
        }
        try {
            return Files.readAllBytes(keyFile);
        } catch (IOException e) {
            throw new VaultException("The profile's key file is missing: put " + keyFile.getFileName() + " back.", e);
        }
    }

    void forgetKeyFile() throws VaultException {
        try {
            Files.deleteIfExists(keyFile);
        } catch (IOException e) {
            throw new VaultException("The old key file could not be removed: delete it by hand.", e);
        }
    }

    static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[VaultFile.SALT_LENGTH];
        random.nextBytes(salt);
        return salt;
    }
}
