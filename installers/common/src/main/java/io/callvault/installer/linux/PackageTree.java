package io.callvault.installer.linux;

import io.callvault.installer.Folders;
import io.callvault.installer.Image;
import io.callvault.installer.InstallerException;
import io.callvault.installer.Launcher;
import io.callvault.installer.Workshop;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The files of a package as they lie on the disk of whoever installs it. */
public final class PackageTree {
    /** The id of the app on the desktop: names of its files there, and of its windows. */
    public static final String APP_ID = "io.callvault.Desktop";

    /** In the packages; root owns it. */
    static final String HOME = "opt/callvault";

    private static final List<String> COMMANDS = List.of("callvault", Launcher.SERVER);

    private final Workshop workshop;
    private final Path texts;

    public PackageTree(Workshop workshop) {
        this.workshop = workshop;
        this.texts = workshop.root().resolve("installers").resolve("linux");
    }

    /** What templates may say. */
    Map<String, String> values() {
        return Map.of(
                "VERSION",
                workshop.version().text(),
                "PACKAGE_VERSION",
                workshop.version().tilde(),
                "DATE",
                LocalDate.ofInstant(workshop.time(), ZoneOffset.UTC).toString(),
                "DEB_ARCH",
                workshop.target().arch().deb(),
                "RPM_ARCH",
                workshop.target().arch().rpm());
    }

    Path text(String first, String... more) {
        return texts.resolve(Path.of(first, more));
    }

    /** Tells the app how it was installed, which its updates ask for. */
    void mark(Path home, String kind) throws IOException {
        Path file = home.resolve("package-kind");
        write(file, kind + "\n", false);
        Folders.stamp(home, workshop.time());
    }

    /** Puts launchers that need no search in place of jpackage's. */
    void writeLaunchers(Image image) throws IOException, InstallerException {
        Files.deleteIfExists(image.root().resolve("lib").resolve("libapplauncher.so"));
        for (String command : COMMANDS) {
            Path program = image.launcher(command);
            Files.deleteIfExists(program);
            Files.deleteIfExists(image.root().resolve("lib").resolve(command + ".png"));
            write(program, LauncherScript.text(text("bin", "launcher.in"), image.launcherConfig(command)), true);
        }
    }

    /** Makes the whole tree below {@code root}, which is emptied. */
    void lay(Path root) throws IOException, InstallerException {
        Folders.fresh(root);
        Path home = root.resolve(HOME);
        Files.createDirectories(home.getParent());
        Folders.copy(workshop.image().root(), home);
        Path commands = Files.createDirectories(root.resolve("usr/bin"));
        for (String command : COMMANDS) {
            Files.createSymbolicLink(
                    commands.resolve(command),
                    Path.of("..", "..").resolve(HOME).resolve("bin").resolve(command));
        }
        Path share = root.resolve("usr/share");
        share(share);
        for (Path page : pages()) {
            gzip(page, share.resolve("man/man1").resolve(page.getFileName() + ".gz"));
        }
        write(
                share.resolve("doc/callvault/copyright"),
                Files.readString(workshop.out().resolve("licences.txt")),
                false);
        write(
                root.resolve("usr/lib/systemd/system/callvault-server.service"),
                Files.readString(text("systemd", "callvault-server.service")),
                false);
        permissions(root);
        Folders.stamp(root, workshop.time());
    }

    /** What a desktop looks for: entry, icons, description. */
    void share(Path share) throws IOException, InstallerException {
        write(
                share.resolve("applications").resolve(APP_ID + ".desktop"),
                Template.fill(text("desktop", APP_ID + ".desktop"), values()),
                false);
        write(
                share.resolve("metainfo").resolve(APP_ID + ".metainfo.xml"),
                Template.fill(text("desktop", APP_ID + ".metainfo.xml"), values()),
                false);
        try (Stream<Path> icons = Files.list(workshop.root().resolve("installers/common/icons"))) {
            for (Path icon : icons.sorted().toList()) {
                String name = String.valueOf(icon.getFileName());
                String size = name.replaceAll("\\D", "");
                Path folder = share.resolve("icons/hicolor")
                        .resolve(name.endsWith(".svg") ? "scalable" : size + "x" + size)
                        .resolve("apps");
                Files.createDirectories(folder);
                Files.copy(icon, folder.resolve(APP_ID + name.substring(name.lastIndexOf('.'))));
            }
        }
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(text("man"))) {
            return pages.sorted().toList();
        }
    }

    static void write(Path file, String text, boolean program) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** GZIPOutputStream writes no time, so that the same page gives the same bytes. */
    private static void gzip(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (OutputStream file = Files.newOutputStream(to);
                OutputStream packed = new GZIPOutputStream(file)) {
            Files.copy(from, packed);
        }
    }

    /** Whoever builds may have a strict umask; whoever installs must be able to read. */
    private static void permissions(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Set<PosixFilePermission> now = Files.getPosixFilePermissions(file);
                boolean program = Files.isDirectory(file) || now.contains(PosixFilePermission.OWNER_EXECUTE);
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
