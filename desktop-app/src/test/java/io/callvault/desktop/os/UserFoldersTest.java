package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {

    private static final Path HOME = Path.of("").toAbsolutePath().resolve("anna");
    private static final Path ELSEWHERE = HOME.resolveSibling("elsewhere");

    @Test
    void windowsKeepsItLocalToTheMachine() {
        assertThat(profile("Windows 11", Map.of("LOCALAPPDATA", ELSEWHERE.toString())))
                .isEqualTo(ELSEWHERE.resolve("Call Vault"));
        assertThat(profile("Windows 11", Map.of()))
                .isEqualTo(HOME.resolve("AppData").resolve("Local").resolve("Call Vault"));
    }

    @Test
    void macHasItsLibrary() {
        assertThat(profile("Mac OS X", Map.of("XDG_DATA_HOME", ELSEWHERE.toString())))
                .isEqualTo(
                        HOME.resolve("Library").resolve("Application Support").resolve("Call Vault"));
    }

    @Test
    void linuxFollowsTheDesktopSpecification() {
        assertThat(profile("Linux", Map.of("XDG_DATA_HOME", ELSEWHERE.toString())))
                .isEqualTo(ELSEWHERE.resolve("callvault"));
        Path usual = HOME.resolve(".local").resolve("share").resolve("callvault");
        assertThat(profile("Linux", Map.of())).isEqualTo(usual);
        assertThat(profile("Linux", Map.of("XDG_DATA_HOME", "not/absolute"))).isEqualTo(usual);
    }

    private static Path profile(String os, Map<String, String> environment) {
        return UserFolders.profile(
                environment,
                key -> Map.of("os.name", os, "user.home", HOME.toString()).getOrDefault(key, ""));
    }
}
