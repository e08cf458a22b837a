package io.callvault.installer.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.installer.Checkout;
import io.callvault.installer.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PackageTreeTest {
    @TempDir
    private Path folder;

    private Path lay() throws Exception {
        Workshop workshop = Checkout.workshop(folder.resolve("out"), "1.2.3");
        Path image = workshop.image().root();
        PackageTree.write(image.resolve("bin/callvault"), "#!/bin/sh\n", true);
        PackageTree.write(image.resolve("lib/app/a.jar"), "jar", false);
        // As a strict umask leaves it.
        Files.setPosixFilePermissions(image.resolve("lib/app/a.jar"), PosixFilePermissions.fromString("rw-------"));
        PackageTree.write(folder.resolve("out/licences.txt"), "licences", false);
        Path tree = folder.resolve("tree");
        new PackageTree(workshop).lay(tree);
        return tree;
    }

    @Test
    void commandsLeadIntoTheAppsOwnTree() throws Exception {
        Path tree = lay();
        assertThat(tree.resolve("usr/bin/callvault").toRealPath())
                .isEqualTo(tree.resolve("opt/callvault/bin/callvault").toRealPath());
        assertThat(Files.readSymbolicLink(tree.resolve("usr/bin/callvault-server")))
                .isEqualTo(Path.of("../../opt/callvault/bin/callvault-server"));
    }

    @Test
    void everybodyMayReadAndAllTimesAreOne() throws Exception {
        Path tree = lay();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(tree.resolve("opt/callvault/lib/app/a.jar"))))
                .isEqualTo("rw-r--r--");
        try (Stream<Path> files = Files.walk(tree)) {
            assertThat(files.filter(path -> !Files.isSymbolicLink(path)))
                    .allSatisfy(
                            path -> assertThat(Files.getLastModifiedTime(path).toInstant())
                                    .isEqualTo(Checkout.TIME));
        }
    }

    @Test
    void nothingLiesOutsideTheUsualPlaces() throws Exception {
        Path tree = lay();
        try (Stream<Path> files = Files.walk(tree)) {
            assertThat(files.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
                            .map(path -> tree.relativize(path).toString()))
                    .allMatch(name -> List.of(
                                    "opt/callvault/",
                                    "usr/bin/callvault",
                                    "usr/share/applications/" + PackageTree.APP_ID,
                                    "usr/share/icons/hicolor/",
                                    "usr/share/metainfo/" + PackageTree.APP_ID,
                                    "usr/share/man/man1/callvault",
                                    "usr/share/doc/callvault/",
                                    "usr/lib/systemd/system/callvault-server.service")
                            .stream()
                            .anyMatch(name::startsWith));
        }
    }
}
