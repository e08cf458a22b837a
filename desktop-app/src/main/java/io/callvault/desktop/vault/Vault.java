package io.callvault.desktop.vault;

import io.callvault.desktop.os.PrivateFiles;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The open vault of a profile. Every change is written durably before the method returns. Any thread but the FX thread.
 */
public final class Vault {

    static final String SECRETS = "cv/vault/secrets/v1";

    private final Path file;
    private final byte[] master;
    private final SecureRandom random;
    private final Map<SecretName, byte[]> secrets;
    private final Wrapping wrapping;
    private VaultFile current;

    Vault(Path file, byte[] master, VaultFile current, Map<SecretName, byte[]> secrets, Wrapping wrapping) {
        this.file = file;
        this.master = master.clone();
        this.current = current;
        this.secrets = secrets.isEmpty() ? new EnumMap<>(SecretName.class) : new EnumMap<>(secrets);
        this.wrapping = wrapping;
        this.random = new SecureRandom();
    }

    /**
     * A key for one purpose, the same every time.
     *
     * @param purpose a name no other use shares, for example {@code cv/store/v1}
     */
    public Bytes subkey(String purpose) {
        return Bytes.copyOf(Digests.subkey(master, purpose, VaultFile.MASTER_LENGTH));
    }

    public synchronized Optional<Bytes> secret(SecretName name) {
        return Optional.ofNullable(secrets.get(name)).map(Bytes::copyOf);
    }

    /** Keeps all of these at once, or none; an empty value removes the secret. */
    public synchronized void change(Map<SecretName, Optional<Bytes>> changes) throws VaultException {
        Map<SecretName, byte[]> next = new EnumMap<>(SecretName.class);
        next.putAll(secrets);
        changes.forEach((name, value) ->
                value.ifPresentOrElse(bytes -> next.put(name, bytes.toArray()), () -> next.remove(name)));
        write(new VaultFile(current.protection(), current.salt(), current.wrapped(), seal(next, current.context())));
        secrets.clear();
        secrets.putAll(next);
    }

    public void put(SecretName name, Bytes value) throws VaultException {
        change(Map.of(name, Optional.of(value)));
    }

    public void remove(SecretName name) throws VaultException {
        change(Map.of(name, Optional.empty()));
    }

    public synchronized Protection protection() {
        return current.protection();
    }

    /** From now on the passphrase is needed to open the profile; the array is not kept. */
    public synchronized void setPassphrase(char[] passphrase) throws VaultException {
        byte[] salt = Wrapping.salt(random);
        rewrap(Protection.PASSPHRASE, salt, Digests.passphraseKey(passphrase, salt));
        wrapping.forgetKeyFile();
    }

    /** From now on the profile opens by itself: by the system's key store, or by a key file. */
    public synchronized void removePassphrase() throws VaultException {
        Wrapping.Key key = wrapping.create();
        rewrap(key.protection(), Wrapping.salt(random), key.secret());
    }

    /**
     * Keeps a spare of the key that the system's store holds in a file of the owner's, for systems whose store forgets: then the
     * whole profile survives that. Whoever copies the whole profile can read it from now on ({@link Protection#caution}).
     */
    public synchronized void keepSpareKey() throws VaultException {
        Wrapping.Key key = wrapping.createWithSpare();
        rewrap(key.protection(), Wrapping.salt(random), key.secret());
    }

    private void rewrap(Protection protection, byte[] salt, byte[] key) throws VaultException {
        byte[] context = VaultFile.context(protection, salt);
        write(new VaultFile(protection, salt, AeadBox.seal(key, master, context, random), seal(secrets, context)));
    }

    private byte[] seal(Map<SecretName, byte[]> all, byte[] context) {
        byte[] key = Digests.subkey(master, SECRETS, VaultFile.MASTER_LENGTH);
        return AeadBox.seal(key, VaultFile.encode(all), context, random);
    }

    private void write(VaultFile next) throws VaultException {
        try {
            PrivateFiles.write(file, next.bytes());
        } catch (IOException e) {
            throw new VaultException("The keys could not be written: check that the disk is not full.", e);
        }
        current = next;
    }

    @Override
    public String toString() {
        return "Vault[" + protection() + "]";
    }
}
