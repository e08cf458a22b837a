package io.callvault.installer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Where tests find the project's own files. */
public final class Checkout {
    public static final Instant TIME = Instant.parse("2026-11-20T00:00:00Z");

    private Checkout() {}

    /** The nearest folder above the working folder that holds the build's settings. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("Run the tests inside the checkout.");
            }
            folder = parent;
        }
        return folder;
    }

    public static Workshop workshop(Path out, String version) {
        return new Workshop(
                root(),
                out,
                new Target(Target.Os.LINUX, Target.Arch.X64),
                new PackageVersion(version),
                TIME,
                List.of(),
                line -> {});
    }
}
