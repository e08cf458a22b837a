package io.callvault.desktop.update;

import io.callvault.desktop.os.PrivateFiles;
import io.callvault.model.crypto.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of packages, which only its owner can open: each in a folder named by its hash, so that a package of the same name never
 * meets another one's bytes. Not on the FX thread.
 */
final class Downloads {

    private static final String LIST = "list.json";
    private static final int NAME_DIGITS = 32;

    private final Path folder;

    Downloads(Path folder) {
        this.folder = folder;
    }

    /** Held while one app fetches: another running one leaves the folder alone. */
    interface Hold extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Takes the folder, and makes it if it is missing; empty if another app has it.
     *
     * @throws IOException if it cannot be written, or others could write into it
     */
    Optional<Hold> hold() throws IOException {
        makeSafe();
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel::close);
            }
        } catch (OverlappingFileLockException held) {
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    /**
     * Makes the folder, or looks whether it is still nobody else's.
     *
     * @throws IOException if others could write into it: what is checked could be exchanged then
     */
    void makeSafe() throws IOException {
        PrivateFiles.createFolder(folder);
        if (!PrivateFiles.isPrivateFolder(folder)) {
            throw new IOException(folder + " can be written by others");
        }
    }

    /** Where the package of an offer is or will be. */
    Path file(Offer offer) {
        return home(offer).resolve(offer.download().fileName());
    }

    private Path home(Offer offer) {
        return folder.resolve(
                HexFormat.of().formatHex(offer.download().sha256().toArray()).substring(0, NAME_DIGITS));
    }

    /** Makes the folder of one package. */
    void makeRoom(Offer offer) throws IOException {
        makeSafe();
        PrivateFiles.createFolder(home(offer));
    }

    /** Whether the package is here, every byte as it was signed. Reads it whole. */
    boolean isWhole(Offer offer) throws IOException {
        Path file = file(offer);
        return Files.isDirectory(home(offer)) && PrivateFiles.isPrivateFolder(home(offer)) && matches(file, offer);
    }

    /** Whether a file holds exactly what was signed. */
    static boolean matches(Path file, Offer offer) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == offer.download().size()
                && sha256(file).sameAs(offer.download().sha256());
    }

    private static Bytes sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Bytes.copyOf(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Keeps the list of updates, as it was signed: after a restart without network it still says what a package here is. */
    void keepList(byte[] signed) throws IOException {
        PrivateFiles.write(folder.resolve(LIST), signed);
    }

    /** The list that was kept. */
    Optional<byte[]> list(int maxBytes) throws IOException {
        try (var in = Files.newInputStream(folder.resolve(LIST))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Deletes every package but this one. */
    void keepOnly(Optional<Offer> wanted) throws IOException {
        Optional<Path> home = wanted.map(this::home);
        List<Path> others;
        try (Stream<Path> all = Files.list(folder)) {
            others = all.filter(Files::isDirectory)
                    .filter(one -> !home.equals(Optional.of(one)))
                    .toList();
        }
        for (Path other : others) {
            delete(other);
        }
    }

    /** Deletes the package of an offer, and what there is of it. */
    void discard(Offer offer) throws IOException {
        if (Files.isDirectory(home(offer))) {
            delete(home(offer));
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
