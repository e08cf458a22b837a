package io.callvault.desktop.vault;

import io.callvault.desktop.os.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Held while a profile is in use; the system lets go of it when the process ends, however it ends. */
public final class ProfileLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileLock.class);

    private final FileChannel channel;

    private ProfileLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the profile, or says that another window has it.
     *
     * @throws VaultException with a sentence for the user
     */
    public static ProfileLock acquire(Path profile) throws VaultException {
        return tryAcquire(profile)
                .orElseThrow(
                        () -> new VaultException(
                                "This profile is already open in another Call Vault: close that one, or start with another --profile."));
    }

    /**
     * Takes the profile; empty if another process, or this one, has it.
     *
     * @throws VaultException with a sentence for the user, if the folder cannot be used
     */
    public static Optional<ProfileLock> tryAcquire(Path profile) throws VaultException {
        try {
            PrivateFiles.createFolder(profile);
            FileChannel channel = FileChannel.open(
                    profile.resolve("profile.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return Optional.of(new ProfileLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new VaultException(
                    "The profile folder cannot be written: check that it is yours and the disk is not full.", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("this process holds the profile already", e);
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the profile lock did not close cleanly", e);
        }
    }
}
