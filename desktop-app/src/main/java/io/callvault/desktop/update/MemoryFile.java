package io.callvault.desktop.update;

import io.callvault.desktop.os.PrivateFiles;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Memory}. Not on the FX thread. Another running app may write it, too: it is read anew before every change. */
final class MemoryFile {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);
    private static final int MAX_BYTES = 16 * 1024;

    private final Path file;

    /**
     * @param folder made if it is missing
     */
    MemoryFile(Path folder) {
        file = folder.resolve("updates.json");
    }

    /** A file that cannot be read is as none: what it kept from being replayed is then kept so by the expiry alone. */
    synchronized Memory read() {
        try (var in = Files.newInputStream(file)) {
            return Json.read(in.readNBytes(MAX_BYTES + 1), MAX_BYTES, Memory.class);
        } catch (NoSuchFileException none) {
            return Memory.NEW;
        } catch (IOException | WireException e) {
            LOG.warn("what was remembered of updates cannot be read and begins anew: {}", e.getMessage());
            return Memory.NEW;
        }
    }

    /**
     * Changes it durably.
     *
     * @throws IOException if it cannot be written; then nothing has changed
     */
    synchronized Memory change(UnaryOperator<Memory> change) throws IOException {
        Memory before = read();
        Memory now = change.apply(before);
        if (!now.equals(before)) {
            PrivateFiles.createFolder(file.resolveSibling(".").normalize());
            PrivateFiles.write(file, Json.write(now).getBytes(StandardCharsets.UTF_8));
        }
        return now;
    }
}
