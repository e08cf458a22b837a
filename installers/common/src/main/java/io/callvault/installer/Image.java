package io.callvault.installer;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An image of the app as jpackage lays it out: a runtime, the jars, launchers.
 *
 * @param root on Linux and Windows the folder that holds {@code bin} or the {@code .exe}; on macOS the {@code .app}
 */
public record Image(Path root, Target target) {
    /** The app's launcher; on macOS the menu bar shows this name. */
    public static String appName(Target.Os os) {
        return os == Target.Os.MACOS ? "Call Vault" : "callvault";
    }

    /** The image that jpackage makes below {@code folder}. */
    static Image below(Path folder, Target target) {
        String name = appName(target.os());
        return new Image(folder.resolve(target.os() == Target.Os.MACOS ? name + ".app" : name), target);
    }

    /** Jars, natives, settings of the launchers, and the cache. */
    public Path app() {
        return switch (target.os()) {
            case LINUX -> root.resolve("lib").resolve("app");
            case WINDOWS -> root.resolve("app");
            case MACOS -> root.resolve("Contents").resolve("app");
        };
    }

    /** What {@code java.home} is in the installed app. */
    public Path runtime() {
        return switch (target.os()) {
            case LINUX -> root.resolve("lib").resolve("runtime");
            case WINDOWS -> root.resolve("runtime");
            case MACOS ->
                root.resolve("Contents").resolve("runtime").resolve("Contents").resolve("Home");
        };
    }

    public Path java() {
        return runtime().resolve("bin").resolve(target.os() == Target.Os.WINDOWS ? "java.exe" : "java");
    }

    /** A launcher's program. */
    public Path launcher(String name) {
        return switch (target.os()) {
            case LINUX -> root.resolve("bin").resolve(name);
            case WINDOWS -> root.resolve(name + ".exe");
            case MACOS -> root.resolve("Contents").resolve("MacOS").resolve(name);
        };
    }

    /**
     * Where JavaFX looks for its natives before it unpacks them into the user's home: beside the jar, on Windows in {@code ../bin} of
     * the jar (its {@code NativeLibLoader}).
     */
    public Path javaFxNatives() {
        return target.os() == Target.Os.WINDOWS ? root.resolve("bin") : app();
    }

    /** The trained cache of the app. */
    public Path cache() {
        return app().resolve(LauncherConfig.CACHE);
    }

    /** What the launcher of this name starts, as its settings in the image say. */
    public Launcher launcherConfig(String name) throws IOException {
        return LauncherConfig.read(this, name);
    }
}
