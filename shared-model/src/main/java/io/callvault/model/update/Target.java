package io.callvault.model.update;

import java.util.Locale;
import java.util.Optional;

/** What a package was built for. */
public record Target(Os os, Arch arch, PackageKind kind) {

    public Target {
        if (kind.os() != os) {
            throw new IllegalArgumentException(kind + " is no package of " + os);
        }
    }

    /** An operating system. */
    public enum Os {
        LINUX,
        WINDOWS,
        MACOS;

        /**
         * @param name {@code os.name} as the JVM tells it
         */
        public static Optional<Os> of(String name) {
            String low = name.toLowerCase(Locale.ROOT);
            if (low.startsWith("linux")) {
                return Optional.of(LINUX);
            }
            if (low.startsWith("windows")) {
                return Optional.of(WINDOWS);
            }
            return low.startsWith("mac") ? Optional.of(MACOS) : Optional.empty();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A processor. */
    public enum Arch {
        X64,
        AARCH64;

        /**
         * @param name {@code os.arch} as the JVM tells it, or what package names call it
         */
        public static Optional<Arch> of(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "x64", "amd64", "x86_64" -> Optional.of(X64);
                case "aarch64", "arm64" -> Optional.of(AARCH64);
                default -> Optional.empty();
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
