package io.callvault.desktop.os;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Whether the system starts Call Vault, minimised, when this person signs in. Both methods touch the disk: not on the FX thread. */
public interface Autostart {

    /** How it stands. */
    sealed interface Standing {

        record On() implements Standing {}

        record Off() implements Standing {}

        /**
         * It cannot be switched here.
         *
         * @param why a sentence for the user
         */
        record Unavailable(String why) implements Standing {}

        /**
         * Switching did not work; it is as it was.
         *
         * @param sentence for the user
         */
        record Failed(String sentence) implements Standing {}
    }

    Standing standing();

    /** Switches it, and says how it stands then. */
    Standing set(boolean on);

    /** The one of the running system, for the usual profile. */
    static Autostart ofThisSystem() {
        return of(
                AppCommand.ofThisProcess(),
                System.getenv(),
                key -> System.getProperty(key, ""),
                SystemTool.ofThisSystem());
    }

    /** One that says why there is none. */
    static Autostart none(String why) {
        Standing.Unavailable answer = new Standing.Unavailable(why);
        return new Autostart() {
            @Override
            public Standing standing() {
                return answer;
            }

            @Override
            public Standing set(boolean on) {
                return answer;
            }
        };
    }

    /**
     * The one for any system.
     *
     * @param app what to start; empty if this process is no installed app
     * @param environment the process's variables
     * @param property {@code os.name} and {@code user.home} as the JVM tells them
     */
    static Autostart of(
            Optional<AppCommand> app,
            Map<String, String> environment,
            UnaryOperator<String> property,
            SystemTool tool) {
        if (app.isEmpty()) {
            return none("Only an installed Call Vault can be started at sign-in: this one runs from another folder.");
        }
        Path home = Path.of(property.apply("user.home"));
        String os = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("linux")) {
            return new LinuxAutostart(
                    app.get(),
                    UserFolders.absolute(environment.get("XDG_CONFIG_HOME")).orElse(home.resolve(".config")),
                    systemFolders(environment.getOrDefault("XDG_CONFIG_DIRS", "")));
        }
        if (os.startsWith("windows")) {
            return new WindowsAutostart(
                    app.get(), Path.of(environment.getOrDefault("SystemRoot", "C:\\Windows")), tool);
        }
        if (os.startsWith("mac")) {
            return new MacAutostart(app.get(), home);
        }
        return none("Call Vault does not know how programs are started at sign-in on this system.");
    }

    /** XDG Base Directory Specification 0.8: {@code /etc/xdg} if nothing is said. */
    private static List<Path> systemFolders(String said) {
        List<Path> folders = Stream.of(said.split(":"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
        return folders.isEmpty() ? List.of(Path.of("/etc/xdg")) : folders;
    }
}
