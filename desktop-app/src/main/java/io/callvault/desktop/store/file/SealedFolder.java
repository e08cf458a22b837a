package io.callvault.desktop.store.file;

import io.callvault.desktop.fault.DiskQuota;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;

/**
 * A folder as H2 sees it: every file in it is sealed. Registered under a URL scheme of its own, so that the key is known to
 * this object alone and the folder's real name never stands in a JDBC URL.
 */
public final class SealedFolder extends FilePath implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String scheme;
    private final Path folder;
    private final byte[] secret;
    private final Guard guard;

    private SealedFolder(String scheme, Path folder, byte[] secret, Guard guard, String name) {
        this.scheme = scheme;
        this.folder = folder;
        this.secret = secret;
        this.guard = guard;
        this.name = name;
    }

    /**
     * Makes the folder known to H2 until {@link #close}.
     *
     * @param secret 32 bytes
     * @param damaged runs, on whatever thread, when a block is found that is not what was written
     */
    public static SealedFolder register(Path folder, byte[] secret, DiskQuota disk, Runnable damaged) {
        String scheme = String.format(Locale.ROOT, "cvgcm%d", NUMBERS.incrementAndGet());
        SealedFolder root = new SealedFolder(scheme, folder, secret.clone(), new Guard(disk, damaged), scheme + ":/");
        FilePath.register(root);
        return root;
    }

    /** The JDBC URL of a database in it, without settings. */
    public String url(String database) {
        return "jdbc:h2:" + scheme + ":/" + database;
    }

    /** Whether a change of a file in it was refused by the disk. */
    public boolean writeFailed() {
        return guard.hasWriteFailed();
    }

    /** From now on nothing in it is changed. */
    public void fence() {
        guard.fence();
    }

    @Override
    public void close() {
        FilePath.unregister(this);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new SealedFile(real(), secret, !mode.equals("r"), guard);
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public FilePath getPath(String path) {
        return new SealedFolder(scheme, folder, secret, guard, path.replace('\\', '/'));
    }

    @Override
    public FilePath toRealPath() {
        return this;
    }

    @Override
    public FilePath getParent() {
        return getPath(scheme + ":/");
    }

    @Override
    public long size() {
        return attempt(() -> SealedFile.plainSize(Files.size(real())));
    }

    @Override
    public boolean exists() {
        return Files.exists(real());
    }

    @Override
    public boolean isDirectory() {
        return Files.isDirectory(real());
    }

    @Override
    public boolean isRegularFile() {
        return Files.isRegularFile(real());
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public boolean canWrite() {
        return !exists() || Files.isWritable(real());
    }

    @Override
    public boolean setReadOnly() {
        return real().toFile().setReadOnly();
    }

    @Override
    public long lastModified() {
        return attempt(() -> Files.getLastModifiedTime(real()).toMillis());
    }

    @Override
    public boolean createFile() {
        return attempt(() -> {
            if (exists()) {
                return false;
            }
            Files.createFile(real());
            return true;
        });
    }

    @Override
    public void createDirectory() {
        attempt(() -> Files.createDirectories(real()));
    }

    @Override
    public void delete() {
        long length = guard.disk().limited() && exists() ? attempt(() -> Files.size(real())) : 0;
        attempt(() -> Files.deleteIfExists(real()));
        guard.disk().give(length);
    }

    @Override
    public void moveTo(FilePath target, boolean atomicReplace) {
        Path to = ((SealedFolder) target).real();
        attempt(() -> atomicReplace
                ? Files.move(real(), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
                : Files.move(real(), to));
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        return attempt(() -> {
            try (Stream<Path> files = Files.list(real())) {
                return files.map(file -> getPath(scheme + ":/" + file.getFileName()))
                        .toList();
            }
        });
    }

    private Path real() {
        String inside = name.substring(name.indexOf(':') + 1).replaceFirst("^/+", "");
        return inside.isEmpty() ? folder : folder.resolve(inside);
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T attempt(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw org.h2.message.DbException.convertIOException(e, name);
        }
    }
}
