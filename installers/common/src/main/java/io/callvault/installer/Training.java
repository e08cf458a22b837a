package io.callvault.installer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes the ahead-of-time cache of an image (JEP 483, 514, 515): a first start of the app with the image's own Java, under the
 * launcher's own options and with its class path in its order, since a cache fits nothing else. Java notes what was loaded, linked
 * and called often, and writes the cache when the app ends.
 */
public final class Training {
    private static final String CACHE_OPTION = "-XX:AOTCache=";
    private static final String LOG_OPTION = "-Xlog:";

    /** Until the first screen has been drawn for a while, on a slow machine. */
    private static final Duration START = Duration.ofSeconds(20);

    /** Writing the cache takes 10 to 20 s. */
    private static final Duration END = Duration.ofMinutes(3);

    private Training() {}

    /**
     * Trains, and leaves the cache at {@link Image#cache()}.
     *
     * @param scratch for the profile of that start; emptied
     */
    public static void run(Image image, Path scratch) throws IOException, InstallerException {
        Path home = Folders.fresh(scratch);
        Files.deleteIfExists(image.cache());
        Path log = home.resolve("training.log");
        try (VirtualDisplay display = VirtualDisplay.open(image.target().os())) {
            ProcessBuilder builder = new ProcessBuilder(command(image, home))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(display.environment());
            Process app = builder.start();
            if (!app.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                app.destroy();
            }
            if (!app.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                app.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallerException("The training was interrupted.", e);
        }
        if (!Files.isRegularFile(image.cache())) {
            throw new InstallerException(
                    "The training left no cache. The app said:\n" + Files.readString(log).strip());
        }
    }

    static List<String> command(Image image, Path home) throws IOException {
        Launcher app = LauncherConfig.read(image, Image.appName(image.target().os()));
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        LauncherConfig.options(app, image.app()).stream()
                .filter(option -> !option.startsWith(CACHE_OPTION) && !option.startsWith(LOG_OPTION))
                .forEach(command::add);
        command.add("-XX:AOTCacheOutput=" + image.cache());
        command.add("-Duser.home=" + home);
        command.add("-cp");
        command.add(app.jars().stream()
                .map(jar -> image.app().resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(app.mainClass());
        command.add("--profile");
        command.add(home.resolve("profile").toString());
        return command;
    }
}
