package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.installer.natives.NativeLibrary;
import io.callvault.installer.natives.NativesCheck;
import io.callvault.installer.natives.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jars of all systems, as Maven fetched them into {@code target/natives}, staged as an installer stages them. */
class NativesOfEverySystemTest {
    private static final Instant TIME = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void allNativesAreThereAndOfThisSystem(Platform platform) throws Exception {
        assertThat(NativesCheck.missingJars(platform, fetched(platform))).isEmpty();
        assertThat(NativesCheck.problems(platform, stage(platform, withNatives(fetched(platform)))))
                .isEmpty();
    }

    @Test
    void aMissingClassifierIsNamed() throws IOException {
        List<Path> without = fetched(Platform.MACOS_ARM64).stream()
                .filter(jar -> !jar.toString().contains("javafx-graphics"))
                .toList();
        assertThat(NativesCheck.missingJars(Platform.MACOS_ARM64, without))
                .containsExactly("the jar of javafx-graphics with classifier mac-aarch64 is missing");
    }

    @Test
    void theJarOfTheOtherProcessorIsNotEnough() throws Exception {
        List<Path> others = fetched(Platform.MACOS_X64);
        assertThat(NativesCheck.missingJars(Platform.MACOS_ARM64, others)).hasSize(5);
        assertThat(NativesCheck.problems(Platform.MACOS_ARM64, stage(Platform.MACOS_ARM64, graphics(others))))
                .contains(
                        "macos-arm64: libglass.dylib is missing",
                        "macos-arm64: libglass.dylib in app is for another system: "
                                + "NativeHeader[format=MACH_O, archs=[X64]]");
    }

    @Test
    void aLibraryThatIsNoneIsFound() throws Exception {
        List<Path> folders = stage(Platform.WINDOWS_X64, graphics(fetched(Platform.WINDOWS_X64)));
        Files.writeString(folders.getLast().resolve("glass.dll"), "<html>not found</html>");
        assertThat(NativesCheck.problems(Platform.WINDOWS_X64, folders))
                .contains(
                        "windows-x64: glass.dll is missing",
                        "windows-x64: glass.dll in bin is for another system: no native library at all");
    }

    private List<Path> stage(Platform platform, List<Path> jars) throws IOException, InstallerException {
        Path app = Files.createDirectories(folder.resolve("app"));
        Path natives = platform.target().os() == Target.Os.WINDOWS ? folder.resolve("bin") : app;
        Stage.fill(List.of(ClassPath.of(jars.stream())), app, natives, TIME);
        return app.equals(natives) ? List.of(app) : List.of(app, natives);
    }

    /** The others hold classes alone, and take long to copy. */
    private static List<Path> withNatives(List<Path> jars) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path jar : jars) {
            if (!NativeLibrary.inJar(jar).isEmpty()) {
                found.add(jar);
            }
        }
        return found;
    }

    /** One jar is enough to see a fault, and quicker. */
    private static List<Path> graphics(List<Path> jars) {
        return jars.stream()
                .filter(jar -> jar.toString().contains("javafx-graphics"))
                .toList();
    }

    private static List<Path> fetched(Platform platform) throws IOException {
        Path folder = Path.of("target", "natives", platform.target().label());
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }
}
