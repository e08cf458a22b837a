package io.callvault.installer.natives;

import io.callvault.installer.Target;
import java.util.Optional;
import java.util.stream.Stream;

/** A system and processor that installers are made for, with the words that our libraries use for it. */
public enum Platform {
    LINUX_X64(Target.Os.LINUX, Target.Arch.X64, "linux", "linux-x86_64"),
    LINUX_ARM64(Target.Os.LINUX, Target.Arch.ARM64, "linux-aarch64", "linux-aarch64"),
    WINDOWS_X64(Target.Os.WINDOWS, Target.Arch.X64, "win", "windows-x86_64"),
    MACOS_X64(Target.Os.MACOS, Target.Arch.X64, "mac", "macos-x86_64"),
    MACOS_ARM64(Target.Os.MACOS, Target.Arch.ARM64, "mac-aarch64", "macos-aarch64");

    private final Target.Os os;
    private final Target.Arch arch;
    private final String javafx;
    private final String webrtc;

    Platform(Target.Os os, Target.Arch arch, String javafx, String webrtc) {
        this.os = os;
        this.arch = arch;
        this.javafx = javafx;
        this.webrtc = webrtc;
    }

    /** The platform of this target, or nothing: there are no natives for it, as for Windows on ARM. */
    public static Optional<Platform> of(Target target) {
        return Stream.of(values())
                .filter(platform -> platform.target().equals(target))
                .findFirst();
    }

    public Target target() {
        return new Target(os, arch);
    }

    /** What its native libraries are written in. */
    public BinaryFormat format() {
        return switch (os) {
            case LINUX -> BinaryFormat.ELF;
            case WINDOWS -> BinaryFormat.PE;
            case MACOS -> BinaryFormat.MACH_O;
        };
    }

    /** The classifier of JavaFX's jars. */
    public String javafxClassifier() {
        return javafx;
    }

    /** The classifier of webrtc-java's jar. */
    public String webrtcClassifier() {
        return webrtc;
    }
}
