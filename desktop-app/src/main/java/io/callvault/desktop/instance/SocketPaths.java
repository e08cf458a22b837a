package io.callvault.desktop.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the socket of a profile stands: in the profile's folder, or, where its path is too long or its disk knows no sockets, in a folder
 * of its own below the user's runtime folder ({@code XDG_RUNTIME_DIR}) or the temporary folder. Whoever listens takes the first place
 * that works; whoever looks tries them all.
 */
final class SocketPaths {

    /** {@code sun_path} holds 108 bytes on Linux and Windows, 104 on macOS, the last one a zero. */
    static final int MOST_BYTES = 103;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private SocketPaths() {}

    /**
     * @param profile its folder, which is there
     * @param runtimeFolder {@code XDG_RUNTIME_DIR}, where there is one
     * @param temporary {@code java.io.tmpdir}
     */
    static List<Path> of(Path profile, Optional<Path> runtimeFolder, Path temporary) throws IOException {
        Path real = profile.toRealPath();
        List<Path> places = new ArrayList<>();
        places.add(real.resolve("app.sock"));
        Path hidden = Path.of("callvault-" + hash(real), "app.sock");
        runtimeFolder
                .filter(Path::isAbsolute)
                .filter(Files::isDirectory)
                .ifPresent(folder -> places.add(folder.resolve(hidden)));
        places.add(temporary.toAbsolutePath().resolve(hidden));
        places.removeIf(place -> place.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES);
        return places;
    }

    static List<Path> of(Path profile) throws IOException {
        return of(
                profile,
                Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of),
                Path.of(System.getProperty("java.io.tmpdir", "")));
    }

    /** Makes the folder of a socket if it is not there; a folder that others may enter, or that is not ours, is not used. */
    static void prepare(Path socket, Path profile) throws IOException {
        Path folder = folder(socket);
        if (folder.equals(profile.toRealPath())) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    folder,
                    isPosix(folder)
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                            : new FileAttribute<?>[0]);
        }
        demandPrivate(folder, profile);
    }

    /** Whether a socket may be spoken to: that of a profile stands in its folder, any other in one that is ours alone. */
    static boolean isTrusted(Path socket, Path profile) {
        try {
            if (!folder(socket).equals(profile.toRealPath())) {
                demandPrivate(folder(socket), profile);
            }
            return Files.exists(socket, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException notOurs) {
            return false;
        }
    }

    /** Takes the socket's file away, and the folder that was made for it. */
    static void remove(Path socket, Path profile) throws IOException {
        Files.deleteIfExists(socket);
        if (!folder(socket).equals(profile.toRealPath())) {
            Files.deleteIfExists(folder(socket));
        }
    }

    /** Takes everybody else's rights to a file, where the system has such. */
    static void owner(Path file) throws IOException {
        if (isPosix(file)) {
            Set<PosixFilePermission> own = EnumSet.copyOf(OWNER_ONLY);
            own.retainAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            Files.setPosixFilePermissions(file, own);
        }
    }

    private static void demandPrivate(Path folder, Path profile) throws IOException {
        boolean closed = !isPosix(folder)
                || OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        boolean ours = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(profile));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !closed || !ours) {
            throw new IOException(folder + " is not a folder of this user alone");
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path folder(Path socket) throws IOException {
        Path folder = socket.getParent();
        if (folder == null) {
            throw new IOException("a socket stands in a folder");
        }
        return folder;
    }

    /** 16 hexadecimal digits: not a secret, only a short name. */
    private static String hash(Path profile) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(profile.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
