package io.callvault.signaling.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The small file beside the database: which epochs the database may show, and which file on this disk it is. A truncated
 * database opens as an empty one, and a copy that was put back opens as if it were the present: the anchor knows better.
 */
final class Anchor {

    /**
     * What the anchor says.
     *
     * @param epochs the database's epoch; two while it changes, because no disk writes two files at once
     * @param identity of the database file, see {@link #identity}; empty if it was not written down
     */
    record Mark(List<String> epochs, String identity) {}

    private static final String IDENTITY = "file ";

    private final Path file;
    private final Path database;

    Anchor(Path file, Path database) {
        this.file = file;
        this.database = database;
    }

    boolean exists() {
        return Files.exists(file);
    }

    Mark read() throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return new Mark(
                lines.stream().filter(line -> !line.startsWith(IDENTITY)).toList(),
                lines.stream()
                        .filter(line -> line.startsWith(IDENTITY))
                        .findFirst()
                        .map(line -> line.substring(IDENTITY.length()))
                        .orElse(""));
    }

    /** Whole or not at all, also when the power goes: half an anchor would lock everybody out. */
    void write(List<String> epochs) throws IOException {
        Path whole = Files.writeString(
                file.resolveSibling(file.getFileName() + ".new"),
                String.join("\n", epochs) + "\n" + IDENTITY + identity() + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * What a copy of the file does not have in common with it: the inode; where there is none, the time it was created. The same
     * for a file that was overwritten in place, and seldom by chance for another one: clients find those out.
     */
    String identity() throws IOException {
        if (database.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "inode " + Files.getAttribute(database, "unix:ino");
        }
        return "created " + Files.getAttribute(database, "creationTime");
    }
}
