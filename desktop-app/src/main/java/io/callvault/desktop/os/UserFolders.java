package io.callvault.desktop.os;

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

    /** The specification says that relative paths are to be ignored. */
    static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path).filter(p -> !p.isBlank()).map(Path::of).filter(Path::isAbsolute);
    }
}
