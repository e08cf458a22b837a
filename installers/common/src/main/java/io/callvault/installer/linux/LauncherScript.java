package io.callvault.installer.linux;

import io.callvault.installer.InstallerException;
import io.callvault.installer.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The program behind a command on Linux: a script that starts the image's own Java. jpackage's own launcher first asks rpm and dpkg
 * which package it belongs to, and then starts itself again: see docs/installers.md for what that costs.
 */
final class LauncherScript {
    private LauncherScript() {}

    static String text(Path template, Launcher launcher) throws IOException, InstallerException {
        return Template.fill(
                template,
                Map.of(
                        "NAME",
                        launcher.name(),
                        "OPTIONS",
                        launcher.options().stream()
                                .map(option -> quoted(option.replace("$APPDIR", "$app")))
                                .collect(Collectors.joining(" \\\n    ")),
                        "CLASS_PATH",
                        launcher.jars().stream().map(jar -> "$app/" + jar).collect(Collectors.joining(":")),
                        "MAIN",
                        launcher.mainClass()));
    }

    /** In double quotes, so that {@code $app} is filled in; nothing else of the shell's may stand in it. */
    private static String quoted(String option) {
        if (option.matches(".*[\"`\\\\].*")) {
            throw new IllegalArgumentException(option);
        }
        return '"' + option + '"';
    }
}
