package io.callvault.desktop.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A desktop entry in the person's autostart folder (Desktop Application Autostart Specification 0.5). One of the same name in a system
 * folder, as a company may put there, is overruled by it.
 */
final class LinuxAutostart implements Autostart {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxAutostart.class);
    private static final String FILE = AppCommand.APP_ID + ".desktop";
    private static final String FOLDER = "autostart";

    private final AppCommand app;
    private final Path folder;
    private final List<Path> systemFiles;

    /**
     * @param config {@code XDG_CONFIG_HOME}
     * @param system {@code XDG_CONFIG_DIRS}, the most important one first
     */
    LinuxAutostart(AppCommand app, Path config, List<Path> system) {
        this.app = app;
        folder = config.resolve(FOLDER);
        systemFiles =
                system.stream().map(path -> path.resolve(FOLDER).resolve(FILE)).toList();
    }

    @Override
    public Standing standing() {
        Path own = folder.resolve(FILE);
        boolean on = Files.exists(own) ? starts(own) : startedBySystem();
        return on ? new Standing.On() : new Standing.Off();
    }

    @Override
    public Standing set(boolean on) {
        try {
            if (on) {
                SmallFiles.write(folder, FILE, entry("TryExec=" + escaped(app.launcher()) + "\nExec=" + exec() + "\n"));
            } else if (startedBySystem()) {
                SmallFiles.write(folder, FILE, entry("Hidden=true\nExec=" + exec() + "\n"));
            } else {
                Files.deleteIfExists(folder.resolve(FILE));
            }
            return standing();
        } catch (IOException e) {
            LOG.warn("the autostart entry could not be changed", e);
            return new Standing.Failed("The folder " + folder + " cannot be written: check that it is yours.");
        }
    }

    private boolean startedBySystem() {
        return systemFiles.stream()
                .filter(Files::exists)
                .findFirst()
                .filter(this::starts)
                .isPresent();
    }

    private boolean starts(Path file) {
        try {
            return SmallFiles.read(file)
                    .lines()
                    .map(line -> line.replace(" ", ""))
                    .noneMatch(line -> line.equals("Hidden=true") || line.equals("X-GNOME-Autostart-enabled=false"));
        } catch (IOException e) {
            LOG.warn("the autostart entry could not be read", e);
            return false;
        }
    }

    /** With {@code TryExec} a desktop skips the entry once the app is uninstalled. */
    private static String entry(String start) {
        return "[Desktop Entry]\n"
                + "Type=Application\n"
                + "Version=1.4\n"
                + "Name=Call Vault\n"
                + "Comment=Started, minimised, when you sign in\n"
                + "Icon=" + AppCommand.APP_ID + "\n"
                + start
                + "Terminal=false\n"
                + "X-GNOME-Autostart-enabled=true\n";
    }

    /** A quoted argument (Desktop Entry Specification 1.5, "The Exec key"), then escaped as every value of a string. */
    private String exec() {
        String quoted =
                app.launcher().toString().replaceAll("([\"`$\\\\])", "\\\\$1").replace("%", "%%");
        return escaped("\"" + quoted + "\" " + AppCommand.MINIMIZED);
    }

    private static String escaped(Object value) {
        return value.toString().replace("\\", "\\\\").replace("\n", "\\n");
    }
}
