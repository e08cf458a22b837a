package io.callvault.desktop.chaos.child;

import io.callvault.desktop.vault.OsKeyStore;
import io.callvault.model.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An operating system's key store that is a folder, so that it can be emptied, and copied. One secret, whatever its name. */
record FolderKeyStore(Path folder) implements OsKeyStore {

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Optional<Bytes> load(String name) {
        try {
            return Files.exists(file()) ? Optional.of(Bytes.copyOf(Files.readAllBytes(file()))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean save(String name, Bytes secret) {
        try {
            Files.createDirectories(folder);
            Files.write(file(), secret.toArray());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path file() {
        return folder.resolve("secret");
    }
}
