package io.callvault.desktop.os;

import io.callvault.model.update.Target;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's data belong on this system: {@code %LOCALAPPDATA%} on Windows (not roaming: a profile is one device),
 * {@code ~/Library/Application Support} on macOS, {@code $XDG_DATA_HOME} or {@code ~/.local/share} elsewhere (XDG Base
 * Directory Specification 0.8). Stateless.
 */
public final class UserFolders {

    private UserFolders() {}

    /** The default profile's folder on the running system. It need not exist. */
    public static Path profile() {
        return profile(System.getenv(), key -> System.getProperty(key, ""));
    }

    /**
     * The same for any system.
     *
     * @param environment the process's variables
     * @param property {@code os.name} and {@code user.home} as the JVM tells them
     */
    static Path profile(Map<String, String> environment, UnaryOperator<String> property) {
        Path home = Path.of(property.apply("user.home"));
        String os = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return absolute(environment.get("LOCALAPPDATA"))
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("Call Vault");
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Call Vault");
        }
        return absolute(environment.get("XDG_DATA_HOME"))
                .orElse(home.resolve(".local").resolve("share"))
                .resolve("callvault");
    }

    /** Where what can be fetched again is kept, for all profiles of this person. It need not exist. */
    public static Path cache() {
        return cache(System.getenv(), key -> System.getProperty(key, ""));
    }

    /** The same for any system. */
    static Path cache(Map<String, String> environment, UnaryOperator<String> property) {
        Path home = Path.of(property.apply("user.home"));
        return switch (Target.Os.of(property.apply("os.name")).orElse(Target.Os.LINUX)) {
            case WINDOWS -> profile(environment, property).resolveSibling("Call Vault Cache");
            case MACOS -> home.resolve("Library").resolve("Caches").resolve("Call Vault");
            case LINUX ->
                absolute(environment.get("XDG_CACHE_HOME"))
                        .orElse(home.resolve(".cache"))
                        .resolve("callvault");
        };
    }

    /** Where an installation remembers what belongs to no profile; not to be cleared like a cache. It need not exist. */
    public static Path state() {
        return state(System.getenv(), key -> System.getProperty(key, ""));
    }

    /** The same for any system. */
    static Path state(Map<String, String> environment, UnaryOperator<String> property) {
        return Target.Os.of(property.apply("os.name")).orElse(Target.Os.LINUX) == Target.Os.LINUX
                ? absolute(environment.get("XDG_STATE_HOME"))
                        .orElse(Path.of(property.apply("user.home"))
                                .resolve(".local")
                                .resolve("state"))
                        .resolve("callvault")
                : profile(environment, property).resolveSibling("Call Vault State");
    }

    /** The specification says that relative paths are to be ignored. */
    static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path).filter(p -> !p.isBlank()).map(Path::of).filter(Path::isAbsolute);
    }
}
