package io.callvault.desktop.app;

import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.WarmUp;
import io.callvault.desktop.instance.Arrivals;
import io.callvault.desktop.instance.InstanceDoor;
import io.callvault.desktop.instance.Request;
import io.callvault.desktop.instance.SingleInstance;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.desktop.link.ThreadLoop;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.os.AppCommand;
import io.callvault.desktop.os.Autostart;
import io.callvault.desktop.os.ManagedFile;
import io.callvault.desktop.os.OpenedLinks;
import io.callvault.desktop.os.Surroundings;
import io.callvault.desktop.os.UserFolders;
import io.callvault.desktop.settings.Managed;
import io.callvault.desktop.update.Install;
import io.callvault.desktop.update.UpdateService;
import io.callvault.desktop.vault.ProfileLock;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code callvault app}: one profile in one window, until it is closed. */
@Command(name = "app", mixinStandardHelpOptions = true, description = "Opens Call Vault Desktop.")
public final class AppMain implements Callable<Integer> {

    private static final String LOG_SETTINGS = "logback.configurationFile";
    private static final String PROFILE = "--profile";
    private static final String SERVER = "--server";
    private static final String REPORT = "--startup-report";
    private static final String USUAL_SERVER = "http://127.0.0.1:8443";

    @Option(
            names = PROFILE,
            paramLabel = "DIR",
            description = "Folder of the profile, made if missing (default: the usual place for this user).")
    private @Nullable Path profile;

    @Option(
            names = SERVER,
            paramLabel = "URL",
            defaultValue = USUAL_SERVER,
            description = "Server that a new profile offers to sign up with (default: ${DEFAULT-VALUE}).")
    private String server = USUAL_SERVER;

    @Option(
            names = REPORT,
            paramLabel = "FILE",
            hidden = true,
            description = "Writes there how long it took until the content was painted, and ends.")
    private @Nullable Path startupReport;

    @Option(names = AppCommand.MINIMIZED, description = "Starts with the window minimised.")
    private boolean minimized;

    @Parameters(arity = "0..1", paramLabel = "LINK", description = "A link to open, for example callvault://add/anna.")
    private Optional<String> link = Optional.empty();

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
        if (link.isPresent() && !InviteLink.isOurs(link.get())) {
            return usage("'" + link.get() + "' is not a link that Call Vault opens: they begin with callvault:");
        }
        if (!hasScreen()) {
            return fail("There is no display to open a window on: start this in a desktop session,"
                    + " or see the app at work with './callvault demo'.");
        }
        Path folder = profile == null ? UserFolders.profile() : profile.toAbsolutePath();
        return switch (SingleInstance.enter(folder, request())) {
            case SingleInstance.Entry.HandedOver() -> 0;
            case SingleInstance.Entry.Refused(String sentence) -> fail(sentence);
            case SingleInstance.Entry.First(ProfileLock lock) -> run(lock, folder, address.get());
        };
    }

    /** Takes arguments that need no further reading. */
    private AppMain with(PlainArguments plain) {
        profile = plain.value(PROFILE).map(Path::of).orElse(null);
        server = plain.value(SERVER).orElse(USUAL_SERVER);
        startupReport = plain.value(REPORT).map(Path::of).orElse(null);
        minimized = plain.minimized();
        link = plain.link();
        return this;
    }

    private Request request() {
        return link.<Request>map(Request.Link::of).orElse(minimized ? new Request.Ping() : new Request.Show());
    }

    private int run(ProfileLock lock, Path folder, URI address) {
        Arrivals arrivals = new Arrivals();
        if (link.isPresent()) {
            var _ = arrivals.take(request());
        }
        // Beside the profile, which opens meanwhile: neither needs the other.
        CompletableFuture<Void> toolkit = CompletableFuture.runAsync(
                AppMain::startToolkit,
                task -> Thread.ofPlatform().name("cv-toolkit").start(task));
        Managed managed = Managed.read(ManagedFile.ofThisSystem());
        URI offered = managed.settings().server().orElse(address);
        Optional<Install> chosen;
        int code;
        try (InstanceDoor door = InstanceDoor.open(folder, arrivals::take);
                Profile opened =
                        Profile.open(lock, folder, offered, new NetworkSwitch(), ClientCore.Environment.real());
                Surroundings surroundings = watch(opened.core());
                ThreadLoop updating = new ThreadLoop("cv-update");
                UpdateService updates = AppUpdates.start(opened.core(), managed, updating)) {
            surroundings.start();
            managed.problem()
                    .ifPresent(sentence ->
                            opened.core().notices().show(new Notice(Notice.Kind.MANAGED_SETTINGS, sentence)));
            OpenedLinks.ofThisSystem().listen(text -> arrivals.take(Request.Link.of(text)));
            toolkit.join();
            Onlooker onlooker = startupReport == null ? guest : new ReportedStart(startupReport, mainMs);
            Computer computer = new Computer(offered, managed, updates);
            AppWindow window = AppWindow.open(opened.core(), new FxThread(), computer, start(onlooker))
                    .join();
            arrivals.attach(window::arrived);
            window.closed().join();
            // Before the profile is let go: who starts now waits for it, and becomes the next one.
            arrivals.end();
            door.leave();
            chosen = window.closedForUpdate() ? updates.install() : Optional.empty();
            code = onlooker.closed();
        } catch (Profile.ProfileException e) {
            return fail(String.valueOf(e.getMessage()));
        }
        // Now nothing of ours runs any more: files may be replaced.
        return chosen.flatMap(Install::run).map(AppMain::fail).orElse(code);
    }

    private static void startToolkit() {
        FxThread.startToolkit();
        new FxThread().execute(WarmUp::run);
    }

    private AppWindow.Start start(Onlooker onlooker) {
        return new AppWindow.Start(
                minimized,
                profile == null
                        ? Autostart.ofThisSystem()
                        : Autostart.none("Only the usual profile can be started at sign-in, and this is another one."),
                onlooker);
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

    private static int usage(String message) {
        System.err.println(message);
        return CommandLine.ExitCode.USAGE;
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
        prepare();
        AppMain app = new AppMain(onlooker);
        try {
            Optional<PlainArguments> plain = PlainArguments.of(List.of(PROFILE, SERVER, REPORT), arguments);
            return plain.isPresent() ? app.with(plain.get()).call() : new CommandLine(app).execute(arguments);
        } catch (RuntimeException e) {
            // The toolkit's threads would keep a process whose main thread is gone.
            LoggerFactory.getLogger(AppMain.class).error("Call Vault cannot go on", e);
            return 1;
        }
    }

    /** Settings of the process; to be done first, and again is harmless. */
    static void prepare() {
        // Before the first logger is made.
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        // Before the first connection is made.
        if (System.getProperty(SystemProxy.USE_SYSTEM) == null) {
            System.setProperty(SystemProxy.USE_SYSTEM, "true");
        }
    }
}
