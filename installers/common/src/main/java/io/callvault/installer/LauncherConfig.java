package io.callvault.installer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a launcher's {@code .cfg}, which says what it starts. jpackage writes one with the jars as the folder happens to list
 * them; ours keeps their order, because the trained cache fits one order only.
 */
final class LauncherConfig {
    /** The trained cache's name, beside the jars. */
    static final String CACHE = "app.aot";

    private static final String APP_FOLDER = "$APPDIR";
    private static final String JAR = "app.classpath=" + APP_FOLDER + "/";
    private static final String MAIN = "app.mainclass=";
    private static final String OPTION = "java-options=";

    private LauncherConfig() {}

    static String text(Launcher launcher) {
        List<String> lines = new ArrayList<>(List.of("[Application]"));
        launcher.jars().forEach(jar -> lines.add(JAR + jar));
        lines.add(MAIN + launcher.mainClass());
        lines.add("");
        lines.add("[JavaOptions]");
        launcher.options().forEach(option -> lines.add(OPTION + option));
        return String.join("\n", lines) + "\n";
    }

    /** The launcher that an image holds under this name. */
    static Launcher read(Image image, String name) throws IOException {
        List<String> lines = Files.readAllLines(image.app().resolve(name + ".cfg"), StandardCharsets.UTF_8);
        return new Launcher(
                name,
                after(MAIN, lines).stream().findFirst().orElseThrow(() -> new IOException("no main class in " + name)),
                after(JAR, lines),
                after(OPTION, lines));
    }

    /** The options with the folder filled in, as the launcher hands them to Java. */
    static List<String> options(Launcher launcher, Path appFolder) {
        return launcher.options().stream()
                .map(option -> option.replace(APP_FOLDER, appFolder.toString()))
                .toList();
    }

    /**
     * The jars as an argument, in their order, letter for letter as the launcher writes them: on Windows, too, with a slash. The cache takes
     * the beginning that all jars share, up to the system's own separator, for the folder, and with another spelling finds no jar.
     */
    static String classPath(Launcher launcher, Path appFolder) {
        return launcher.jars().stream()
                .map(jar -> appFolder + "/" + jar)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> after(String prefix, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
