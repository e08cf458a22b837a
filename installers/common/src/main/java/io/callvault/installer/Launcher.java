package io.callvault.installer;

import java.util.ArrayList;
import java.util.List;

/**
 * A program of the image.
 *
 * @param jars names of jars, in the order of the class path
 * @param options for the virtual machine; {@code $APPDIR} is the folder of the jars
 */
public record Launcher(String name, String mainClass, List<String> jars, List<String> options) {
    public static final String SERVER = "callvault-server";

    /** On Windows a program has a console or none: this one has. */
    public static final String CONSOLE = "callvault-console";

    private static final String MAIN = "io.callvault.desktop.app.Main";
    private static final String SERVER_MAIN = "io.callvault.signaling.server.ServerMain";

    public Launcher {
        jars = List.copyOf(jars);
        options = List.copyOf(options);
    }

    /** The app: its first screen comes soonest with these, and with the cache trained under the same. */
    static Launcher app(Target.Os os, PackageVersion version, List<String> jars) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                // A 64th of the computer's memory would be touched before the first collection: 70 MiB here, for
                // nothing.
                "-Xms32m",
                // The 48 MiB of the first compiler alone fill so fast that a full collection falls into the start.
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:AOTCache=$APPDIR/" + LauncherConfig.CACHE,
                // A cache that does not fit, as after a copy that changed times, costs a second and not a word.
                "-Xlog:disable"));
        options.addAll(always(version));
        return new Launcher(Image.appName(os), MAIN, jars, options);
    }

    /** The app's twin that speaks in a console, for {@code callvault-console calltest}. */
    Launcher console() {
        return new Launcher(CONSOLE, mainClass, jars, options);
    }

    /** The backend; it may run on a machine of its own, so that the collector is the machine's choice. */
    static Launcher server(PackageVersion version, List<String> jars) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseCompactObjectHeaders"));
        options.addAll(always(version));
        return new Launcher(SERVER, SERVER_MAIN, jars, options);
    }

    /** What every process of ours is started with; docs/installers.md says why. */
    private static List<String> always(PackageVersion version) {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Djpackage.app-version=" + version);
    }
}
