package io.callvault.desktop.app;

import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.desktop.os.Surroundings;
import io.callvault.desktop.os.UserFolders;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code callvault app}: one profile in one window, until it is closed. */
@Command(name = "app", mixinStandardHelpOptions = true, description = "Opens Call Vault Desktop.")
public final class AppMain implements Callable<Integer> {

    private static final String LOG_SETTINGS = "logback.configurationFile";

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Folder of the profile, made if missing (default: the usual place for this user).")
    private @Nullable Path profile;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8443",
            description = "Server that a new profile offers to sign up with (default: ${DEFAULT-VALUE}).")
    private String server;

    @Option(
            names = "--startup-report",
            paramLabel = "FILE",
            hidden = true,
            description = "Writes there how long it took until the content was painted, and ends.")
    private @Nullable Path startupReport;

    private final long mainMs = System.currentTimeMillis();
    private final Onlooker guest;

    AppMain() {
        this(Onlooker.NOBODY);
    }

    private AppMain(Onlooker guest) {
        this.guest = guest;
    }

    @Override
    public Integer call() {
        Optional<URI> address = address(server);
        if (address.isEmpty()) {
            return fail(
                    "'" + server + "' is not the address of a server: write it like https://host or http://host:port.");
        }
        if (!hasScreen()) {
            return fail("There is no display to open a window on: start this in a desktop session,"
                    + " or see the app at work with './callvault demo'.");
        }
        Path folder = profile == null ? UserFolders.profile() : profile.toAbsolutePath();
        try (Profile opened = Profile.open(folder, address.get(), new NetworkSwitch());
                Surroundings surroundings = watch(opened.core())) {
            surroundings.start();
            FxThread.startToolkit();
            Onlooker onlooker = startupReport == null ? guest : new ReportedStart(startupReport, mainMs);
            AppWindow window = AppWindow.open(opened.core(), new FxThread(), address.get(), onlooker)
                    .join();
            window.closed().join();
            return onlooker.closed();
        } catch (Profile.ProfileException e) {
            return fail(String.valueOf(e.getMessage()));
        }
    }

    private static Surroundings watch(ClientCore core) {
        return new Surroundings(Surroundings.Ports.ofThisSystem(), new Surroundings.Listener() {
            @Override
            public void scarce(boolean scarce) {
                core.scarce(scarce);
            }

            @Override
            public void networkChanged(boolean lost) {
                core.networkChanged(lost);
            }
        });
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(ServerAddress::isUsable);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Without one, GTK would end the process with a message of its own. */
    private static boolean hasScreen() {
        return !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")
                || "Headless".equals(System.getProperty("glass.platform"))
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
    }

    private static int fail(String message) {
        System.err.println(message);
        return 1;
    }

    public static void main(String[] arguments) {
        // The toolkit's threads would keep the process: it ends when the window is closed and everything is stored.
        System.exit(run(Onlooker.NOBODY, arguments));
    }

    /** The app from its start to its end, which leaves the process alive. @return the exit code */
    static int run(Onlooker onlooker, String... arguments) {
        // Before the first logger is made.
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        // Before the first connection is made.
        if (System.getProperty(SystemProxy.USE_SYSTEM) == null) {
            System.setProperty(SystemProxy.USE_SYSTEM, "true");
        }
        return new CommandLine(new AppMain(onlooker)).execute(arguments);
    }
}
