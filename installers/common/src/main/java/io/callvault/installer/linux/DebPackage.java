package io.callvault.installer.linux;

import io.callvault.installer.Folders;
import io.callvault.installer.Hashes;
import io.callvault.installer.InstallerException;
import io.callvault.installer.Tool;
import io.callvault.installer.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The {@code .deb}, from a tree and our own control files: jpackage's lacks libraries, and its desktop entry takes no links. */
final class DebPackage {
    private static final List<String> SCRIPTS = List.of("postinst", "prerm", "postrm");

    private final Workshop workshop;
    private final PackageTree texts;

    DebPackage(Workshop workshop, PackageTree texts) {
        this.workshop = workshop;
        this.texts = texts;
    }

    Path file() {
        return workshop.out()
                .resolve("callvault_" + workshop.version() + "_"
                        + workshop.target().arch().deb() + ".deb");
    }

    /** @param tree laid; gets a folder DEBIAN for as long as this runs */
    Path make(Path tree) throws IOException, InstallerException {
        Path control = Folders.fresh(tree.resolve("DEBIAN"));
        try {
            PackageTree.write(control.resolve("md5sums"), sums(tree), false);
            PackageTree.write(control.resolve("control"), control(tree), false);
            for (String script : SCRIPTS) {
                PackageTree.write(control.resolve(script), Files.readString(texts.text("deb", script)), true);
            }
            Folders.stamp(tree, workshop.time());
            Path packed = workshop.work().resolve("callvault.deb");
            Tool.run(
                    workshop.work(),
                    Map.of("SOURCE_DATE_EPOCH", String.valueOf(workshop.time().getEpochSecond())),
                    List.of(
                            "dpkg-deb",
                            "--root-owner-group",
                            "-Zxz",
                            "-z6",
                            "--build",
                            tree.toString(),
                            packed.toString()));
            return Files.move(packed, file(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Folders.delete(control);
        }
    }

    String control(Path tree) throws IOException, InstallerException {
        Map<String, String> values = new HashMap<>(texts.values());
        values.put("INSTALLED_KIB", String.valueOf((Folders.bytes(tree) + 1023) / 1024));
        return Template.fill(texts.text("deb", "control.in"), values);
    }

    /** For {@code dpkg --verify}; the format wants MD5. */
    private static String sums(Path tree) throws IOException {
        StringBuilder sums = new StringBuilder();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !path.startsWith(tree.resolve("DEBIAN")))
                    .sorted()
                    .toList()) {
                sums.append(Hashes.of("MD5", file))
                        .append("  ")
                        .append(tree.relativize(file))
                        .append('\n');
            }
        }
        return sums.toString();
    }
}
