package io.callvault.desktop.os;

import io.callvault.model.update.PackageKind;
import io.callvault.model.update.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How this copy of the app came here. An installed app is told where it is by {@code jpackage.app-path}; two files say more, in the folder
 * that was installed (on macOS in {@code Contents/Resources}, because a loose file elsewhere would break the signature): {@code package-kind} holds the kind of package in one word, and {@code packager}, if it is there, who keeps the app
 * up to date instead of itself.
 *
 * @param target what updates must be built for; empty if this copy was not installed from a package
 * @param packager who updates it, as a person would call it; empty if it does so itself
 * @param osVersion of the system, as the JVM tells it
 */
public record Installation(Optional<Target> target, Optional<String> packager, String osVersion) {

    /** The file with the kind of package. */
    public static final String KIND_FILE = "package-kind";

    /** The file that switches updates off. */
    public static final String PACKAGER_FILE = "packager";

    private static final int MOST_BYTES = 200;

    /** That of the running app. Reads two small files. */
    public static Installation ofThisApp() {
        return of(System.getenv(), key -> System.getProperty(key, ""));
    }

    /**
     * The same for any app.
     *
     * @param environment {@code APPDIR} is where an AppImage is mounted; what one starts inherits it, and is no part of it
     * @param property of the JVM
     */
    static Installation of(Map<String, String> environment, UnaryOperator<String> property) {
        String osVersion = property.apply("os.version");
        Optional<Path> root = root(property.apply("jpackage.app-path"));
        if (root.isEmpty()) {
            return new Installation(Optional.empty(), Optional.empty(), osVersion);
        }
        Optional<PackageKind> kind = isBelow(environment.getOrDefault("APPDIR", ""), root.get())
                ? Optional.of(PackageKind.APPIMAGE)
                : word(root.get().resolve(KIND_FILE)).flatMap(Installation::kind);
        Optional<Target.Arch> arch = Target.Arch.of(property.apply("os.arch"));
        Optional<Target> target = Target.Os.of(property.apply("os.name"))
                .flatMap(os -> kind.filter(one -> one.os() == os)
                        .flatMap(one -> arch.map(processor -> new Target(os, processor, one))));
        return new Installation(target, word(root.get().resolve(PACKAGER_FILE)), osVersion);
    }

    private static boolean isBelow(String folder, Path root) {
        return !folder.isEmpty() && root.startsWith(Path.of(folder));
    }

    /** Above {@code bin/} on Linux, beside the EXE on Windows, {@code Contents/Resources} on macOS. */
    private static Optional<Path> root(String appPath) {
        if (appPath.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> folder =
                Optional.ofNullable(Path.of(appPath).toAbsolutePath().getParent());
        return folder.map(where -> {
            if (where.endsWith("MacOS")) {
                return where.resolveSibling("Resources");
            }
            return where.endsWith("bin") ? where.resolveSibling("").normalize() : where;
        });
    }

    private static Optional<PackageKind> kind(String word) {
        return Arrays.stream(PackageKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    /** The first line; "somebody" if the file is there and says nothing. */
    private static Optional<String> word(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return Optional.of(text.lines()
                    .map(String::strip)
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElse("whoever installed it"));
        } catch (IOException unreadable) {
            return Optional.of("whoever installed it");
        }
    }
}
