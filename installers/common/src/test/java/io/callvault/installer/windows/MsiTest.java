package io.callvault.installer.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.installer.InstallerException;
import io.callvault.installer.Tool;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the installer's sources against an image of empty files and reads the tables of what came out. With wixl and msiinfo, which
 * ./callvault test installs on Linux; on Windows WiX itself compiles them when the installer is built.
 */
class MsiTest {
    private static final Path SOURCES = Path.of("..", "windows");

    @TempDir
    private Path folder;

    private Path image;
    private Msi msi;

    @BeforeEach
    void anImage() throws IOException {
        image = folder.resolve("image").resolve("callvault");
        for (String path : List.of(
                "callvault.exe",
                "callvault-console.exe",
                "callvault-server.exe",
                "app/callvault.cfg",
                "app/desktop-app-0.1.0-SNAPSHOT.jar",
                "app/legal/callvault/LICENSE",
                "bin/glass.dll",
                "runtime/bin/javaw.exe")) {
            Path file = image.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, path);
        }
        Path icon = folder.resolve("callvault.ico");
        Files.write(icon, IconFile.of(List.of(new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB))));
        Path work = Files.createDirectories(folder.resolve("work"));
        msi = new Msi(image, SOURCES, icon, work, "1.2.3", 1_795_132_800L);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theTablesHoldWhatTheyMust() throws Exception {
        Path file = folder.resolve("out.msi");
        msi.compile(new Msi.Compiler.Wixl(), file);

        assertThat(table(file, "Property"))
                .contains(
                        "ProductVersion\t1.2.3",
                        "UpgradeCode\t{7CB836B4-7F8D-4680-BF4E-0BC4F2441873}",
                        "ARPPRODUCTICON\tcallvault.ico",
                        "REINSTALLMODE\tamus")
                .noneMatch(line -> line.startsWith("ALLUSERS"));
        // 10: compressed (2) and no elevated rights (8).
        assertThat(Tool.run(folder, List.of("msiinfo", "suminfo", file.toString())))
                .contains("Source: 10 ", "Template: x64;1033");
        assertThat(table(file, "Upgrade"))
                .containsExactlyInAnyOrder(
                        "{7CB836B4-7F8D-4680-BF4E-0BC4F2441873}\t\t1.2.3\t\t1\t\tWIX_UPGRADE_DETECTED",
                        "{7CB836B4-7F8D-4680-BF4E-0BC4F2441873}\t1.2.3\t\t\t2\t\tWIX_DOWNGRADE_DETECTED");
        assertThat(table(file, "LaunchCondition")).anyMatch(line -> line.startsWith("NOT WIX_DOWNGRADE_DETECTED\t"));
        assertThat(table(file, "Directory"))
                .contains("PerUserPrograms\tLocalAppDataFolder\tPrograms", "INSTALLDIR\tPerUserPrograms\tCallVault");
        // Nine files: those of the image, and the word that tells how it was installed.
        assertThat(table(file, "File")).hasSize(9).anyMatch(line -> line.contains("\tpackage-kind\t"));
        assertThat(table(file, "Shortcut"))
                .singleElement()
                .asString()
                .startsWith("StartMenuEntry\tProgramMenuFolder\tCall Vault\tStartMenu\t[INSTALLDIR]callvault.exe\t");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onlyThePersonsOwnRegistryIsWrittenAndAutostartOnlyIfAsked() throws Exception {
        Path file = folder.resolve("out.msi");
        msi.compile(new Msi.Compiler.Wixl(), file);

        // Root 1 is HKEY_CURRENT_USER.
        assertThat(table(file, "Registry")).allMatch(line -> line.split("\t")[1].equals("1"));
        assertThat(registry(file))
                .contains(
                        "Software\\Classes\\callvault\t\tURL:Call Vault",
                        "Software\\Classes\\callvault\tURL Protocol\t",
                        "Software\\Classes\\callvault\\shell\\open\\command\t\t\"[INSTALLDIR]callvault.exe\" \"%1\"",
                        "Software\\Microsoft\\Windows\\CurrentVersion\\Run\tio.callvault.Desktop"
                                + "\t\"[INSTALLDIR]callvault.exe\" --minimized");
        assertThat(table(file, "FeatureComponents"))
                .contains("StartAtSignIn\tAutostart")
                .doesNotContain("Main\tAutostart");
        // Level 1000 is above the usual INSTALLLEVEL of 1.
        assertThat(table(file, "Feature")).anyMatch(line -> line.matches("StartAtSignIn\t.*\t1000\t.*"));
        // Every component's key is a value in the registry (4): its files lie in a profile. And is of 64 bits (256).
        assertThat(table(file, "Component")).allMatch(line -> line.split("\t")[3].equals("260"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theOldVersionGoesFirstAndTheJarsGetTheirTimes() throws Exception {
        Path file = folder.resolve("out.msi");
        msi.compile(new Msi.Compiler.Wixl(), file);

        assertThat(table(file, "CustomAction"))
                .anyMatch(line -> line.startsWith("SetJarTimes\t1106\t" + WixFiles.id('f', "runtime/bin/javaw.exe"))
                        && line.contains("[INSTALLDIR]app\\desktop-app-0.1.0-SNAPSHOT.jar")
                        && line.contains(" 1795132800"))
                .anyMatch(line -> line.startsWith("StartApp\t210\t" + WixFiles.id('f', "callvault.exe")));
        assertThat(order(
                        file,
                        "InstallInitialize",
                        "RemoveExistingProducts",
                        "InstallFiles",
                        "SetJarTimes",
                        "InstallFinalize"))
                .isSorted();
        assertThat(order(file, "InstallInitialize", "ForgetAutostart", "RemoveFiles", "InstallFinalize", "StartApp"))
                .isSorted();
    }

    @Test
    void anImageWithoutTheAppIsRefused() throws IOException {
        Files.delete(image.resolve("app").resolve("desktop-app-0.1.0-SNAPSHOT.jar"));
        assertThatThrownBy(() -> msi.compile(new Msi.Compiler.Wixl(), folder.resolve("out.msi")))
                .isInstanceOf(InstallerException.class)
                .hasMessageContaining("holds no jar of the app");
    }

    @Test
    void wixGetsTheSameSources() throws Exception {
        List<List<String>> commands = msi.commands(new Msi.Compiler.Wix(Path.of("wix")), Path.of("out.msi"));
        assertThat(commands).hasSize(2);
        assertThat(commands.getFirst())
                .contains("-dCompiler=wix", "-dVersion=1.2.3", "-dTime=1795132800", "callvault.wxs", "files.wxs");
        assertThat(commands.getLast()).contains("callvault.wixobj", "files.wixobj", "-out", "out.msi");
    }

    private List<Integer> order(Path file, String... actions) throws InstallerException {
        List<String> sequence = table(file, "InstallExecuteSequence");
        return List.of(actions).stream()
                .map(action -> sequence.stream()
                        .filter(line -> line.startsWith(action + "\t"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(action + " is not in " + sequence)))
                .map(line -> Integer.valueOf(line.substring(line.lastIndexOf('\t') + 1)))
                .toList();
    }

    /** Key, name, value. */
    private List<String> registry(Path file) throws InstallerException {
        return table(file, "Registry").stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> cells[2] + '\t' + cells[3] + '\t' + cells[4])
                .toList();
    }

    /** The rows without the three lines of names, types and keys. */
    private List<String> table(Path file, String name) throws InstallerException {
        return Tool.run(folder, List.of("msiinfo", "export", file.toString(), name))
                .lines()
                .skip(3)
                .toList();
    }
}
