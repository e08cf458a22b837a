package io.callvault.desktop.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes files of a few lines, as systems keep them for sign-in. */
final class SmallFiles {

    /** What is longer was not written by us, nor by a package. */
    private static final int MOST_BYTES = 64 * 1_024;

    private SmallFiles() {}

    /** The beginning of a file, bytes that are not UTF-8 replaced. */
    static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** Replaces a file at once: nobody reads half of it. */
    static void write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, name, ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
