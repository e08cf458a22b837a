package io.callvault.installer;

import java.util.Locale;

/** The system a package is for. */
public record Target(Os os, Arch arch) {

    /** What differs between systems is the shape of an image and the names of libraries. */
    public enum Os {
        LINUX,
        WINDOWS,
        MACOS
    }

    /** The names are those of dpkg, rpm and everybody else. */
    public enum Arch {
        X64("amd64", "x86_64", "x64"),
        ARM64("arm64", "aarch64", "arm64");

        private final String deb;
        private final String rpm;
        private final String plain;

        Arch(String deb, String rpm, String plain) {
            this.deb = deb;
            this.rpm = rpm;
            this.plain = plain;
        }

        public String deb() {
            return deb;
        }

        public String rpm() {
            return rpm;
        }

        public String plain() {
            return plain;
        }
    }

    /** The one this runs on. */
    public static Target running() throws InstallerException {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** By the JVM's {@code os.name} and {@code os.arch}. */
    static Target of(String osName, String osArch) throws InstallerException {
        String name = osName.toLowerCase(Locale.ROOT);
        Os os;
        if (name.startsWith("linux")) {
            os = Os.LINUX;
        } else if (name.startsWith("windows")) {
            os = Os.WINDOWS;
        } else if (name.startsWith("mac")) {
            os = Os.MACOS;
        } else {
            throw new InstallerException("There is no package for the system '" + osName + "'.");
        }
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> new Target(os, Arch.X64);
            case "aarch64", "arm64" -> new Target(os, Arch.ARM64);
            default -> throw new InstallerException("There is no package for processors of the kind '" + osArch + "'.");
        };
    }

    /** As in the names of files: {@code linux-x64}. */
    public String label() {
        return os.name().toLowerCase(Locale.ROOT) + "-" + arch.plain();
    }
}
