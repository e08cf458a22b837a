package io.callvault.desktop.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How the installed app is started.
 *
 * @param launcher absolute path of the program that a person starts
 */
public record AppCommand(Path launcher) {

    /** The option of the app that starts it with its window minimised. */
    public static final String MINIMIZED = "--minimized";

    /** The identity of the app in names of files and registry values. */
    static final String APP_ID = "io.callvault.Desktop";

    /** That of this process; empty if it was not started by an installed launcher. */
    static Optional<AppCommand> ofThisProcess() {
        return of(System.getenv(), key -> System.getProperty(key, ""));
    }

    /**
     * The same for any process.
     *
     * @param environment an AppImage tells its own path in {@code APPIMAGE}: what is inside is mounted anew at each start
     * @param property launchers made by jpackage tell theirs in {@code jpackage.app-path}
     */
    static Optional<AppCommand> of(Map<String, String> environment, UnaryOperator<String> property) {
        return Stream.of(environment.getOrDefault("APPIMAGE", ""), property.apply("jpackage.app-path"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(path -> path.isAbsolute() && Files.isRegularFile(path))
                .findFirst()
                .map(AppCommand::new);
    }
}
