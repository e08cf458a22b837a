package io.callvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the ahead-of-time cache of an image (JEP 483, 514, 515): a first start of the app with the image's own Java, under the
 * launcher's own options and with its class path in its order, since a cache fits nothing else. The app plays its rehearsal
 * (docs/startup.md) against the image's own backend; Java notes what was loaded, linked and called often, and writes the cache when
 * the app ends.
 */
public final class Training {
    private static final String CACHE_OPTION = "-XX:AOTCache=";
    private static final String LOG_OPTION = "-Xlog:";

    /** The rehearsal takes half a minute and writing the cache 20 s, on a slow machine with company several times that. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private Training() {}

    /**
     * Trains, leaves the cache at {@link Image#cache()}, and proves that the launcher's options take it.
     *
     * @param scratch for the profile of that start; emptied
     */
    public static void run(Image image, Path scratch) throws IOException, InstallerException {
        Path home = Folders.fresh(scratch);
        Files.deleteIfExists(image.cache());
        Path log = home.resolve("training.log");
        int exit;
        try (VirtualDisplay display = VirtualDisplay.open(image.target().os());
                TrainingServer server = TrainingServer.start(image, home.resolve("server"))) {
            ProcessBuilder builder = new ProcessBuilder(command(image, home, server.address()))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(display.environment());
            Process app = builder.start();
            if (!app.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                app.destroyForcibly();
            }
            exit = app.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallerException("The training was interrupted.", e);
        }
        if (exit != 0 || !Files.isRegularFile(image.cache())) {
            throw new InstallerException("The training failed with " + exit + ". The app said:\n"
                    + Files.readString(log).strip());
        }
        Tool.run(home, proof(image));
    }

    /** In this mode Java does not start where the cache does not fit, instead of going on slowly without it. */
    private static List<String> proof(Image image) throws IOException {
        Launcher app = image.launcherConfig(Image.appName(image.target().os()));
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        LauncherConfig.options(app, image.app()).stream()
                .filter(option -> !option.startsWith(LOG_OPTION))
                .forEach(command::add);
        command.addAll(List.of("-XX:AOTMode=on", "-cp", LauncherConfig.classPath(app, image.app()), app.mainClass()));
        command.add("--help");
        return command;
    }

    static List<String> command(Image image, Path home, String server) throws IOException {
        Launcher app = image.launcherConfig(Image.appName(image.target().os()));
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        LauncherConfig.options(app, image.app()).stream()
                .filter(option -> !option.startsWith(CACHE_OPTION) && !option.startsWith(LOG_OPTION))
                .forEach(command::add);
        command.add("-XX:AOTCacheOutput=" + image.cache());
        command.add("-Duser.home=" + home);
        command.addAll(List.of("-cp", LauncherConfig.classPath(app, image.app()), app.mainClass()));
        command.addAll(List.of("rehearsal", "--profile", home.resolve("profile").toString(), "--server", server));
        return command;
    }
}
