package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({"Linux, amd64, linux-x64", "Windows 11, amd64, windows-x64", "Mac OS X, aarch64, macos-arm64"})
    void isToldByTheVirtualMachine(String os, String arch, String label) throws Exception {
        assertThat(Target.of(os, arch).label()).isEqualTo(label);
    }

    @Test
    void anUnknownOneIsNamed() {
        assertThatThrownBy(() -> Target.of("SunOS", "sparc")).hasMessageContaining("SunOS");
        assertThatThrownBy(() -> Target.of("Linux", "riscv64")).hasMessageContaining("riscv64");
    }

    @Test
    void javaFxNativesLieWhereItsLoaderLooks() {
        Path folder = Path.of("image");
        Image linux = Image.below(folder, new Target(Target.Os.LINUX, Target.Arch.X64));
        assertThat(linux.javaFxNatives()).isEqualTo(linux.app());
        Image mac = Image.below(folder, new Target(Target.Os.MACOS, Target.Arch.ARM64));
        assertThat(mac.javaFxNatives()).isEqualTo(mac.app());
        Image windows = Image.below(folder, new Target(Target.Os.WINDOWS, Target.Arch.X64));
        // Beside a jar on Windows it looks in ../bin.
        assertThat(windows.javaFxNatives())
                .isEqualTo(windows.app().resolve("..").resolve("bin").normalize());
    }
}
