package io.callvault.installer.natives;

import java.util.List;

/** How a system writes its native libraries. */
public enum BinaryFormat {
    ELF,
    PE,
    MACH_O;

    private List<String> suffixes() {
        return switch (this) {
            case ELF -> List.of(".so");
            case PE -> List.of(".dll");
            case MACH_O -> List.of(".dylib", ".jnilib");
        };
    }

    /** The name that a library gets on this system, for instance {@code libglass.so}, {@code glass.dll}. */
    public String fileName(String library) {
        return (this == PE ? "" : "lib") + library + suffixes().getFirst();
    }

    /** Whether a file of this name claims to be a native library of this format. */
    public boolean claims(String fileName) {
        return suffixes().stream().anyMatch(fileName::endsWith);
    }

    /** Whether a file of this name claims to be a native library of any system. */
    public static boolean claimed(String fileName) {
        return List.of(values()).stream().anyMatch(format -> format.claims(fileName));
    }
}
