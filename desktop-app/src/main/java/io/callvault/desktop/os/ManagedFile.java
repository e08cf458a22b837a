package io.callvault.desktop.os;

import io.callvault.model.update.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The system-wide file of a company's administrator: {@code /etc/callvault/managed.json}, {@code %ProgramData%\CallVault\managed.json},
 * {@code /Library/Application Support/CallVault/managed.json}. It counts only if nobody but an administrator can have written it. Reads
 * the disk: not on the FX thread.
 *
 * @param path where it would be
 * @param guard whether only administrators can have written a file or a folder
 */
public record ManagedFile(Path path, Guard guard) {

    /** Largest file that is read, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String NAME = "managed.json";

    /** Owner and group of the super-user on Unix. */
    private static final Integer ROOT = 0;

    private static final int WRITABLE_BY_OTHERS = 0022;

    /** Who may have written something. */
    @FunctionalInterface
    public interface Guard {
        boolean onlyAdministratorsWrite(Path file) throws IOException;
    }

    /** What is there. */
    public sealed interface Reading {

        record Absent() implements Reading {}

        /** Written by an administrator; not looked into. */
        record Found(byte[] bytes) implements Reading {}

        /**
         * It is there and does not count.
         *
         * @param sentence why, with the name of the file, for people
         */
        record Refused(String sentence) implements Reading {}
    }

    /** The one of the running system. */
    public static ManagedFile ofThisSystem() {
        return of(Path.of("/"), System.getenv(), key -> System.getProperty(key, ""));
    }

    /**
     * The same for any system.
     *
     * @param root the file system's, on Linux and macOS
     */
    static ManagedFile of(Path root, Map<String, String> environment, UnaryOperator<String> property) {
        Path path = switch (Target.Os.of(property.apply("os.name")).orElse(Target.Os.LINUX)) {
            case LINUX -> root.resolve("etc").resolve("callvault").resolve(NAME);
            case MACOS ->
                root.resolve("Library")
                        .resolve("Application Support")
                        .resolve("CallVault")
                        .resolve(NAME);
            case WINDOWS ->
                Path.of(environment.getOrDefault("ProgramData", "C:\\ProgramData"))
                        .resolve("CallVault")
                        .resolve(NAME);
        };
        return new ManagedFile(path, ManagedFile::byOwnerAndMode);
    }

    public Reading read() {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Reading.Absent();
        }
        try {
            Path real = path.toRealPath();
            Path folder = real.resolveSibling(".").normalize();
            if (!guard.onlyAdministratorsWrite(real) || !guard.onlyAdministratorsWrite(folder)) {
                return refused(
                        "it and its folder must belong to the administrator (on Linux and macOS root), and be writable"
                                + " by nobody else");
            }
            try (var in = Files.newInputStream(real)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                return bytes.length > MAX_BYTES
                        ? refused("it is larger than " + MAX_BYTES / 1024 + " KiB")
                        : new Reading.Found(bytes);
            }
        } catch (NoSuchFileException gone) {
            return new Reading.Absent();
        } catch (IOException unreadable) {
            return refused("it cannot be read");
        }
    }

    private Reading refused(String why) {
        return new Reading.Refused("The settings of your organisation in " + path + " are ignored: " + why
                + ". Tell whoever looks after this computer.");
    }

    private static boolean byOwnerAndMode(Path file) throws IOException {
        Set<String> views = file.getFileSystem().supportedFileAttributeViews();
        if (!views.contains("unix")) {
            return belongsToAdministrators(Files.getOwner(file));
        }
        Map<String, Object> now = Files.readAttributes(file, "unix:uid,mode");
        return ROOT.equals(now.get("uid"))
                && now.get("mode") instanceof Integer mode
                && (mode & WRITABLE_BY_OTHERS) == 0;
    }

    /**
     * On Windows what SYSTEM, TrustedInstaller or an elevated administrator wrote belongs to a group; what a person wrote to that person,
     * who may give it to no group (SE_GROUP_OWNER, "SID Attributes in an Access Token").
     */
    static boolean belongsToAdministrators(UserPrincipal owner) {
        return owner instanceof GroupPrincipal;
    }
}
