package io.callvault.desktop.app;

import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.vault.OsKeyStore;
import io.callvault.desktop.vault.ProfileLock;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.desktop.vault.VaultState;
import io.callvault.desktop.vault.Vaults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A profile in use: its lock, its vault and everything that runs upon them. Not on the FX thread: it reads the disk. */
public final class Profile implements AutoCloseable {

    /** The profile cannot be used; the message is a sentence for the user. */
    public static final class ProfileException extends Exception {

        private static final long serialVersionUID = 1L;

        ProfileException(String sentence, Throwable cause) {
            super(sentence, cause);
        }

        ProfileException(String sentence) {
            super(sentence);
        }
    }

    /** The store's folder inside the profile's. */
    static final String STORE = "store";

    private final ProfileLock lock;
    private final ClientCore core;

    private Profile(ProfileLock lock, ClientCore core) {
        this.lock = lock;
        this.core = core;
    }

    /**
     * Opens the profile, makes it if it is new, and starts.
     *
     * @param folder one profile is one device
     * @param server whom a new profile offers to sign up with
     * @throws ProfileException if another process has it, or its keys or data cannot be read; nothing is changed then
     */
    public static Profile open(Path folder, URI server, NetworkSwitch network) throws ProfileException {
        return open(folder, server, network, ClientCore.Environment.real());
    }

    /** As above, upon another machine. */
    public static Profile open(Path folder, URI server, NetworkSwitch network, ClientCore.Environment environment)
            throws ProfileException {
        return open(lock(folder), folder, server, network, environment);
    }

    /**
     * As above, of a profile that is locked already.
     *
     * @param lock let go of with the profile, or if it does not open
     */
    static Profile open(
            ProfileLock lock, Path folder, URI server, NetworkSwitch network, ClientCore.Environment environment)
            throws ProfileException {
        boolean opened = false;
        try {
            Unlocked unlocked = unlock(folder, environment.keyStore());
            ClientCore core = new ClientCore(folder, server, unlocked.vault(), network, environment);
            unlocked.lost().ifPresent(core.notices()::show);
            Profile profile = new Profile(lock, started(core));
            opened = true;
            return profile;
        } catch (VaultException | StoreException e) {
            throw new ProfileException(String.valueOf(e.getMessage()), e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** What does not start is closed before the lock is let go: two stores upon one file would destroy it. */
    private static ClientCore started(ClientCore core) throws StoreException, VaultException {
        boolean running = false;
        try {
            core.start();
            running = true;
            return core;
        } finally {
            if (!running) {
                core.close();
            }
        }
    }

    private static ProfileLock lock(Path folder) throws ProfileException {
        try {
            return ProfileLock.acquire(folder);
        } catch (VaultException e) {
            throw new ProfileException(String.valueOf(e.getMessage()), e);
        }
    }

    /** An open vault, and what became of the one before it if its key is lost. */
    private record Unlocked(Vault vault, Optional<Notice> lost) {}

    private static Unlocked unlock(Path folder, OsKeyStore keyStore) throws VaultException, ProfileException {
        return switch (Vaults.open(folder, keyStore)) {
            case VaultState.Open open -> new Unlocked(open.vault(), Optional.empty());
            case VaultState.KeyLost() -> {
                Path aside = Vaults.setAside(folder, Instant.now(), List.of(STORE));
                if (!(Vaults.open(folder, keyStore) instanceof VaultState.Open(var fresh))) {
                    throw new ProfileException("A new profile could not be made: start again.");
                }
                yield new Unlocked(fresh, Optional.of(lost(aside)));
            }
            case VaultState.Locked ignored ->
                throw new ProfileException("This profile is locked with a passphrase, which this version cannot ask for"
                        + " yet: open it with the version that set it.");
        };
    }

    private static Notice lost(Path aside) {
        return new Notice(
                Notice.Kind.KEYS_LOST,
                "The key store of this computer no longer has the key of this profile. Sign in with your recovery key: account"
                        + " and messages come back from the server. What was not sent yet and your drafts cannot be read without"
                        + " that key; nothing was deleted, it is kept in \"" + aside.getFileName()
                        + "\" in the profile's folder.");
    }

    public ClientCore core() {
        return core;
    }

    /** Finishes what was given to the store, then lets go of the profile. Blocks. */
    @Override
    public void close() {
        core.close();
        lock.close();
    }
}
