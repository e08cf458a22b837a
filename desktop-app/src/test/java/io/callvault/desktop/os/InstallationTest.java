package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.update.PackageKind;
import io.callvault.model.update.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("opt").resolve("callvault");
        Files.createDirectories(root);
    }

    private Installation read(String os, String app, Map<String, String> environment) {
        return Installation.of(environment, key -> switch (key) {
            case "os.name" -> os;
            case "os.arch" -> "amd64";
            case "os.version" -> "6.1";
            default -> app;
        });
    }

    private Installation linux() {
        return read("Linux", root.resolve("bin").resolve("callvault").toString(), Map.of());
    }

    @Test
    void aCheckoutWasNotInstalled() {
        assertThat(read("Linux", "", Map.of())).isEqualTo(new Installation(Optional.empty(), Optional.empty(), "6.1"));
    }

    @Test
    void aPackageSaysWhatItIs() throws IOException {
        assertThat(linux().target()).isEmpty();
        Files.writeString(root.resolve(Installation.KIND_FILE), "deb\n");
        assertThat(linux().target()).contains(new Target(Target.Os.LINUX, Target.Arch.X64, PackageKind.DEB));
        assertThat(linux().packager()).isEmpty();
        Files.writeString(root.resolve(Installation.KIND_FILE), "msi\n");
        assertThat(linux().target()).isEmpty();
    }

    @Test
    void thePackagerMayKeepItUpToDate() throws IOException {
        Files.writeString(root.resolve(Installation.PACKAGER_FILE), "the apt repository of Example Ltd\n");
        assertThat(linux().packager()).contains("the apt repository of Example Ltd");
        Files.writeString(root.resolve(Installation.PACKAGER_FILE), "");
        assertThat(linux().packager()).contains("whoever installed it");
    }

    @Test
    void windowsAndMacKeepTheFilesBesideTheirApp() throws IOException {
        Files.writeString(root.resolve(Installation.KIND_FILE), "msi");
        assertThat(read("Windows 11", root.resolve("CallVault.exe").toString(), Map.of())
                        .target())
                .contains(new Target(Target.Os.WINDOWS, Target.Arch.X64, PackageKind.MSI));
        Files.createDirectories(root.resolve("Resources"));
        Files.writeString(root.resolve("Resources").resolve(Installation.KIND_FILE), "dmg");
        assertThat(read("Mac OS X", root.resolve("MacOS").resolve("CallVault").toString(), Map.of())
                        .target())
                .contains(new Target(Target.Os.MACOS, Target.Arch.X64, PackageKind.DMG));
    }

    @Test
    void anAppImageIsToldByItsEnvironment() throws IOException {
        Files.writeString(root.resolve(Installation.KIND_FILE), "deb");
        String app = root.resolve("bin").resolve("callvault").toString();
        assertThat(read("Linux", app, Map.of("APPDIR", folder.toString())).target())
                .contains(new Target(Target.Os.LINUX, Target.Arch.X64, PackageKind.APPIMAGE));
        // Started from a terminal that is an AppImage itself.
        assertThat(read("Linux", app, Map.of("APPDIR", folder.resolve("other").toString()))
                        .target())
                .contains(new Target(Target.Os.LINUX, Target.Arch.X64, PackageKind.DEB));
    }
}
