package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    @Test
    void cacheAndStateLieBesideTheProfile() {
        assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", ELSEWHERE.toString()), system("Linux")))
                .isEqualTo(ELSEWHERE.resolve("callvault"));
        assertThat(UserFolders.state(Map.of("XDG_STATE_HOME", "not/absolute"), system("Linux")))
                .isEqualTo(HOME.resolve(".local").resolve("state").resolve("callvault"));
        for (String os : List.of("Windows 11", "Mac OS X")) {
            Path profile = profile(os, Map.of());
            assertThat(UserFolders.cache(Map.of(), system(os))).isNotEqualTo(profile);
            assertThat(UserFolders.state(Map.of(), system(os)))
                    .hasParentRaw(profile.getParent())
                    .isNotEqualTo(profile);
        }
    }

    private static UnaryOperator<String> system(String os) {
        return key -> key.equals("os.name") ? os : HOME.toString();
    }

    private static Path profile(String os, Map<String, String> environment) {
        return UserFolders.profile(
                environment,
                key -> Map.of("os.name", os, "user.home", HOME.toString()).getOrDefault(key, ""));
    }
}
