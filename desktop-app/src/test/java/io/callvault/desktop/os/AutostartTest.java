package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.os.Autostart.Standing;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What each system is told to start at sign-in. Only what Linux is told was also tried with a desktop. */
class AutostartTest {

    private static final Standing ON = new Standing.On();
    private static final Standing OFF = new Standing.Off();

    @TempDir
    private Path folder;

    private Path home;
    private Path launcher;
    private final List<List<String>> commands = new ArrayList<>();
    private final List<String> imported = new ArrayList<>();
    private int exit;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectory(folder.resolve("anna"));
        launcher = Files.createFile(
                Files.createDirectory(folder.resolve("50% $o B&B")).resolve("callvault"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linuxHasADesktopEntryAndNothingMoreWhenItIsOff() throws IOException {
        Autostart linux = autostart("Linux", Map.of("XDG_CONFIG_DIRS", folder.toString()));
        Path file = home.resolve(".config/autostart/io.callvault.Desktop.desktop");
        assertThat(linux.standing()).isEqualTo(OFF);
        assertThat(linux.set(true)).isEqualTo(ON);
        assertThat(Files.readString(file))
                .startsWith("[Desktop Entry]\nType=Application\n")
                .contains("\nTryExec=" + launcher + "\n")
                .contains("\nExec=\"" + folder + "/50%% \\\\$o B&B/callvault\" --minimized\n")
                .endsWith("\n");
        assertThat(linux.set(false)).isEqualTo(OFF);
        assertThat(file).doesNotExist();
        assertThat(linux.set(false)).isEqualTo(OFF);
    }

    @Test
    void linuxFollowsTheDesktopSpecification() {
        Path config = folder.resolve("config");
        Autostart linux =
                autostart("Linux", Map.of("XDG_CONFIG_HOME", config.toString(), "XDG_CONFIG_DIRS", folder.toString()));
        assertThat(linux.set(true)).isEqualTo(ON);
        assertThat(config.resolve("autostart/io.callvault.Desktop.desktop")).exists();
    }

    @Test
    void aPersonOverrulesWhatTheSystemStarts() throws IOException {
        Path system = Files.createDirectories(folder.resolve("xdg/autostart"));
        Files.writeString(
                system.resolve("io.callvault.Desktop.desktop"),
                "[Desktop Entry]\nType=Application\nName=Call Vault\nExec=callvault\n");
        Autostart linux = autostart("Linux", Map.of("XDG_CONFIG_DIRS", folder.resolve("xdg") + ":relative"));
        assertThat(linux.standing()).isEqualTo(ON);
        assertThat(linux.set(false)).isEqualTo(OFF);
        assertThat(Files.readString(home.resolve(".config/autostart/io.callvault.Desktop.desktop")))
                .contains("\nHidden=true\n");
        assertThat(linux.set(true)).isEqualTo(ON);
    }

    @Test
    void whatADesktopSwitchedOffIsOff() throws IOException {
        Path own = Files.createDirectories(home.resolve(".config/autostart"));
        Autostart linux = autostart("Linux", Map.of("XDG_CONFIG_DIRS", folder.toString()));
        Files.writeString(
                own.resolve("io.callvault.Desktop.desktop"),
                "[Desktop Entry]\nExec=callvault\nX-GNOME-Autostart-enabled = false\n");
        assertThat(linux.standing()).isEqualTo(OFF);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Files.createFile(home.resolve(".config"));
        Files.createFile(home.resolve("Library"));
        for (String os : List.of("Linux", "Mac OS X")) {
            assertThat(autostart(os, Map.of("XDG_CONFIG_DIRS", folder.toString()))
                            .set(true))
                    .isInstanceOfSatisfying(
                            Standing.Failed.class,
                            failed -> assertThat(failed.sentence()).contains("cannot be written"));
        }
    }

    @Test
    void windowsImportsAValueOfTheRunKey() {
        Autostart windows = autostart("Windows 11", Map.of("SystemRoot", "C:\\Windows"));
        assertThat(windows.set(true)).isEqualTo(ON);
        assertThat(windows.set(false)).isEqualTo(ON);
        exit = 1;
        assertThat(windows.standing()).isEqualTo(OFF);
        assertThat(windows.set(true)).isInstanceOf(Standing.Failed.class);
        String head = "\uFEFFWindows Registry Editor Version 5.00\r\n\r\n"
                + "[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n\"io.callvault.Desktop\"=";
        String value =
                "\"\\\"" + launcher.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\\\" --minimized\"";
        assertThat(imported).containsExactly(head + value + "\r\n\r\n", head + "-\r\n\r\n", head + value + "\r\n\r\n");
        assertThat(commands)
                .allMatch(command -> command.getFirst().contains("reg.exe"))
                .contains(List.of(
                        Path.of("C:\\Windows")
                                .resolve("System32")
                                .resolve("reg.exe")
                                .toString(),
                        "query",
                        "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run",
                        "/v",
                        "io.callvault.Desktop"));
    }

    @Test
    void macHasALaunchAgent() throws Exception {
        Autostart mac = autostart("Mac OS X", Map.of());
        Path file = home.resolve("Library/LaunchAgents/io.callvault.Desktop.plist");
        assertThat(mac.standing()).isEqualTo(OFF);
        assertThat(mac.set(true)).isEqualTo(ON);
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document plist = factory.newDocumentBuilder().parse(new InputSource(new StringReader(Files.readString(file))));
        assertThat(plist.getElementsByTagName("string").item(0).getTextContent())
                .isEqualTo("io.callvault.Desktop");
        assertThat(plist.getElementsByTagName("string").item(1).getTextContent())
                .isEqualTo(launcher.toString());
        assertThat(plist.getElementsByTagName("string").item(2).getTextContent())
                .isEqualTo("--minimized");
        assertThat(mac.set(false)).isEqualTo(OFF);
        assertThat(file).doesNotExist();
    }

    @Test
    void whereItCannotBeItSaysWhy() {
        Autostart elsewhere = autostart("Plan 9", Map.of());
        assertThat(elsewhere.standing()).isInstanceOf(Standing.Unavailable.class);
        assertThat(elsewhere.set(true)).isEqualTo(elsewhere.standing());
        Autostart notInstalled = Autostart.of(Optional.empty(), Map.of(), key -> "", this::run);
        assertThat(notInstalled.standing())
                .isInstanceOfSatisfying(
                        Standing.Unavailable.class,
                        unavailable -> assertThat(unavailable.why()).contains("Only an installed Call Vault"));
    }

    @Test
    void theLauncherIsTheOneThatAPersonStarts() throws IOException {
        Path image = Files.createFile(folder.resolve("Call_Vault.AppImage"));
        String path = launcher.toString();
        assertThat(AppCommand.of(Map.of(), key -> path)).contains(new AppCommand(launcher));
        assertThat(AppCommand.of(Map.of("APPIMAGE", image.toString()), key -> path))
                .contains(new AppCommand(image));
        assertThat(AppCommand.of(Map.of(), key -> "")).isEmpty();
        assertThat(AppCommand.of(Map.of(), key -> "callvault")).isEmpty();
        assertThat(AppCommand.of(Map.of(), key -> folder.resolve("gone").toString()))
                .isEmpty();
    }

    private Autostart autostart(String os, Map<String, String> environment) {
        return Autostart.of(
                Optional.of(new AppCommand(launcher)),
                environment,
                key -> Map.of("os.name", os, "user.home", home.toString()).getOrDefault(key, ""),
                this::run);
    }

    private int run(List<String> command) throws IOException {
        commands.add(command);
        if (command.get(1).equals("import")) {
            imported.add(Files.readString(Path.of(command.get(2)), StandardCharsets.UTF_16LE));
        }
        return exit;
    }
}
