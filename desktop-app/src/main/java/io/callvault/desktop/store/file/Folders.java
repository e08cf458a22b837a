package io.callvault.desktop.store.file;

import io.callvault.desktop.fault.DiskQuota;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with whole files of the store's folder. Stateless; whoever calls has the profile's lock. */
public final class Folders {

    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    private static final String ASIDE = ".broken-";

    /** More than one group of transactions needs at once. */
    private static final int ROOM = 256 * 1024;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Folders() {}

    /**
     * Sets a file aside as {@code name.broken-time}; of those only the newest few stay, so that they do not fill the disk.
     * Nothing happens if there is no such file.
     *
     * @param most how many stay, 1 or more
     */
    public static void setAside(Path file, Instant now, int most) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Files.move(file, asideName(file, now), StandardCopyOption.ATOMIC_MOVE);
        prune(file, most);
    }

    /** As {@link #setAside}, but the file stays, too. */
    public static void copyAside(Path file, Instant now, int most) throws IOException {
        Files.copy(file, asideName(file, now));
        prune(file, most);
    }

    private static Path asideName(Path file, Instant now) {
        String name = file.getFileName() + ASIDE + STAMP.format(now);
        Path aside = file.resolveSibling(name);
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(name + "-" + number);
        }
        return aside;
    }

    private static void prune(Path file, int most) throws IOException {
        List<Path> all = list(file.resolveSibling("."), file.getFileName() + ASIDE);
        for (Path old : all.subList(0, Math.max(0, all.size() - most))) {
            Files.deleteIfExists(old);
        }
    }

    /** Removes what an earlier process left half written. */
    public static void removeLeftovers(Path folder) throws IOException {
        for (Path file : list(folder, "")) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".new") || name.endsWith(".temp.db") || name.endsWith("File") || name.endsWith(".room")) {
                LOG.info("a leftover is removed: {}", name);
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether the disk takes a few more blocks. */
    public static boolean hasRoom(Path folder, DiskQuota disk) {
        Path probe = folder.resolve("probe.room");
        try {
            long got = disk.take(ROOM);
            try (FileChannel out = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer zeros = ByteBuffer.allocate(ROOM);
                while (zeros.hasRemaining()) {
                    out.write(zeros);
                }
                out.force(true);
            } finally {
                disk.give(got);
                Files.deleteIfExists(probe);
            }
            return got == ROOM;
        } catch (IOException e) {
            LOG.debug("there is no room yet", e);
            return false;
        }
    }

    /** Makes a rename durable, where the system can (Windows does it by itself). */
    static void force(Path folder) {
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        } catch (IOException e) {
            LOG.trace("this system has no way to force a folder", e);
        }
    }

    private static List<Path> list(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
