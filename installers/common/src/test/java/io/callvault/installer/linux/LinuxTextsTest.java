package io.callvault.installer.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.installer.Checkout;
import io.callvault.installer.Workshop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packages say about themselves. */
class LinuxTextsTest {
    @TempDir
    private Path folder;

    private PackageTree texts(String version) {
        return new PackageTree(workshop(version));
    }

    private Workshop workshop(String version) {
        return Checkout.workshop(folder.resolve("out"), version);
    }

    @Test
    void theDebNamesEveryLibraryTheAppOpensAndBothNamesOfTheRenamed() throws Exception {
        Files.writeString(folder.resolve("file"), "x".repeat(2_000));
        String control = new DebPackage(workshop("0.1.0-SNAPSHOT"), texts("0.1.0-SNAPSHOT")).control(folder);
        assertThat(control)
                .contains(
                        "Package: callvault\nVersion: 0.1.0~snapshot\nArchitecture: amd64\n",
                        "libgtk-3-0t64 | libgtk-3-0",
                        "libasound2t64 | libasound2",
                        "libgl1",
                        "libxtst6",
                        "libxxf86vm1",
                        "libpulse0",
                        "\nInstalled-Size: 2\n")
                .endsWith("\n")
                .doesNotContain("@VERSION");
        // deb-control(5): a field's next lines begin with a space, and none is empty.
        assertThat(control.lines()).allMatch(line -> line.matches("[A-Z][A-Za-z-]*: \\S.*| \\S.*"));
    }

    @Test
    void packagesAreNamedByVersionAndProcessor() {
        Workshop workshop = workshop("1.2.3");
        PackageTree texts = texts("1.2.3");
        assertThat(Stream.of(
                                new DebPackage(workshop, texts).file(),
                                new RpmPackage(workshop, texts).file(),
                                new TarPackage(workshop, texts).file())
                        .map(file -> file.getFileName().toString()))
                .containsExactly(
                        "callvault_1.2.3_amd64.deb", "callvault-1.2.3.x86_64.rpm", "callvault-1.2.3-linux-x64.tar.zst");
    }

    @Test
    void theRpmPacksTheTreeAndChangesNothing() throws Exception {
        String spec = new RpmPackage(workshop("1.2.3-beta.1"), texts("1.2.3-beta.1")).spec(folder);
        assertThat(spec)
                .contains("Version: 1.2.3~beta.1\n", "cp -a " + folder + "/. %{buildroot}/")
                .contains("%global __os_install_post %{nil}", "AutoReqProv: no", "libgtk-3.so.0()(64bit)");
    }

    @Test
    void theDesktopEntryTakesLinks() throws Exception {
        texts("1.2.3").share(folder.resolve("share"));
        Path entry = folder.resolve("share/applications/" + PackageTree.APP_ID + ".desktop");
        assertThat(Files.readString(entry))
                .contains("\nExec=callvault %U\n", "\nMimeType=x-scheme-handler/callvault;\n")
                .contains("\nStartupWMClass=" + PackageTree.APP_ID + "\n");
    }

    @Test
    void everyIconSizeIsThere() throws Exception {
        texts("1.2.3").share(folder.resolve("share"));
        Path icons = folder.resolve("share/icons/hicolor");
        for (int size : List.of(16, 24, 32, 48, 64, 128, 256, 512)) {
            assertThat(icons.resolve(size + "x" + size + "/apps/" + PackageTree.APP_ID + ".png"))
                    .exists();
        }
        assertThat(icons.resolve("scalable/apps/" + PackageTree.APP_ID + ".svg"))
                .exists();
    }

    @Test
    void theBackendsUnitIsConfinedAndKeepsItsDataInOnePlace() throws Exception {
        String unit =
                Files.readString(texts("1.2.3").text("systemd", "callvault-server.service"), StandardCharsets.UTF_8);
        assertThat(unit)
                .contains("DynamicUser=yes", "StateDirectory=callvault-server", "ProtectSystem=strict")
                .contains("NoNewPrivileges=yes", "CapabilityBoundingSet=\n");
    }

    @Test
    void everyCommandHasAPage() {
        assertThat(List.of("callvault.1", "callvault-calltest.1", "callvault-server.1"))
                .allSatisfy(page -> assertThat(texts("1.2.3").text("man", page)).isRegularFile());
    }
}
