package io.callvault.desktop.bench;

import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.AppMain;
import io.callvault.desktop.chaos.Folders;
import io.callvault.model.wire.Json;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How soon a person sees the conversation that was open last: the app as the checkout starts it, and the packaged one, start after start
 * in turns on copies of one profile, without a server. Each start is a process of its own that writes its {@code --startup-report} and
 * ends; the time is counted from here, before the process is made.
 */
final class StartupBench {

    /** A port of this machine that nobody listens at. */
    private static final String NOBODY = "http://127.0.0.1:9";

    private static final int PATIENCE_S = 180;
    private static final String PACKAGE = "package";

    /** What Java must be told to run us at all; nothing that makes it faster. */
    private static final List<String> NEEDED = List.of(
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8");

    private static final List<String> PEERS = List.of("telegram-desktop", "signal-desktop");

    private final Path folder;
    private final Optional<Path> image;
    private final Consumer<String> out;

    /**
     * @param folder for profiles and logs
     * @param image of the packaged app; without it the one that {@code callvault installer} made, if there is one
     */
    StartupBench(Path folder, Optional<Path> image, Consumer<String> out) {
        this.folder = folder;
        this.image = image;
        this.out = out;
    }

    /** What {@code --startup-report} wrote, as far as it is needed here. */
    record Told(
            String content,
            int rows,
            long firstPaintedMs,
            long firstPaintedEpochMs,
            Optional<Long> residentKib,
            Optional<Long> residentFileKib) {}

    /** One way to start the app, and what its starts came to. */
    private static final class Way {
        private final String name;
        private final List<String> command;
        private final List<Double> painted = new ArrayList<>();
        private final List<Double> sinceJvm = new ArrayList<>();
        private final List<Double> anything = new ArrayList<>();
        private final List<Double> resident = new ArrayList<>();
        private final List<Double> residentFile = new ArrayList<>();

        Way(String name, List<String> command) {
            this.name = name;
            this.command = command;
        }

        StartupFigures.Starter figures() {
            return new StartupFigures.Starter(
                    name,
                    StartupFigures.shortened(command),
                    StartupFigures.Spread.of(painted),
                    StartupFigures.Spread.of(sinceJvm),
                    StartupFigures.Spread.of(anything),
                    StartupFigures.Spread.of(resident),
                    StartupFigures.Spread.of(residentFile));
        }
    }

    /** @param runs starts of each, after one that is not counted */
    StartupFigures measure(int runs) throws Exception {
        out.accept("startup  making a profile with " + ChatProfile.MESSAGES + " messages");
        Path template = ChatProfile.make(folder);
        try (Screen screen = Screen.open(folder)) {
            List<Way> ours = ours();
            List<Way> peers = PEERS.stream()
                    .flatMap(name -> Screen.find(name).stream())
                    .map(program -> new Way(String.valueOf(program.getFileName()), List.of(program.toString())))
                    .toList();
            String content = "";
            for (Way way : ours) {
                Told told = start(way, screen, template, Map.of());
                content = told.content() + " with " + told.rows() + " lines in view";
                forget(way);
            }
            for (int run = 0; run < runs; run++) {
                for (int i = 0; i < ours.size(); i++) {
                    start(ours.get((i + run) % ours.size()), screen, template, Map.of());
                }
                for (Way peer : peers) {
                    startPeer(peer, screen);
                }
            }
            List<StartupFigures.Starter> figures = Stream.concat(ours.stream(), peers.stream())
                    .map(Way::figures)
                    .toList();
            Optional<Way> packaged =
                    ours.stream().filter(way -> way.name.equals(PACKAGE)).findFirst();
            Optional<StartupFigures.CacheUse> cache =
                    packaged.isPresent() ? cacheUse(packaged.get(), screen, template) : Optional.empty();
            return new StartupFigures(
                    "startup",
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version().toString(),
                    StartupFigures.system(),
                    screen.words(),
                    content,
                    runs,
                    figures,
                    packaged.flatMap(way -> ratio(way, ours.getFirst())),
                    cache,
                    peers.stream().map(way -> way.name).toList());
        }
    }

    private List<Way> ours() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("checkout, plain class path", command(java, List.of())));
        ways.add(new Way(
                "checkout, as ./callvault app", command(java, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))));
        Optional<Path> launcher = image.isPresent() ? image.flatMap(StartupBench::launcher) : packaged();
        if (image.isPresent() && launcher.isEmpty()) {
            throw new IOException("There is no image of the app in " + image.get()
                    + ": give the folder that holds bin/callvault, callvault.exe or the .app.");
        }
        launcher.ifPresent(program -> ways.add(new Way(PACKAGE, List.of(program.toString()))));
        if (launcher.isEmpty()) {
            out.accept("startup  no package to compare with: './callvault installer' makes one, or give --image DIR");
        }
        return ways;
    }

    /** The checkout's classes without those of the tests, from which this runs. */
    private static List<String> command(String java, List<String> flags) throws IOException {
        Path classes = classes();
        Path list = classes.resolveSibling("callvault").resolve("run.classpath");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(NEEDED);
        command.addAll(flags);
        command.addAll(List.of(
                "-cp", classes + File.pathSeparator + Files.readString(list).strip()));
        command.add(AppMain.class.getName());
        return List.copyOf(command);
    }

    private static Path classes() {
        try {
            return Path.of(AppMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands in {@code target/installer} of the checkout: it is {@code desktop-app/target/classes} that runs here. */
    private static Optional<Path> packaged() throws IOException {
        Path made = classes()
                .resolve(Path.of("..", "..", "..", "target", "installer"))
                .normalize();
        if (!Files.isDirectory(made)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.find(made, 4, (path, kind) -> kind.isDirectory())) {
            return folders.flatMap(path -> launcher(path).stream()).findFirst();
        }
    }

    private static Optional<Path> launcher(Path image) {
        return Stream.of("bin/callvault", "callvault.exe", "Contents/MacOS/Call Vault")
                .map(image::resolve)
                .filter(Files::isExecutable)
                .map(Path::toAbsolutePath)
                .findFirst();
    }

    private Told start(Way way, Screen screen, Path template, Map<String, String> more) throws Exception {
        Path run = Files.createTempDirectory(folder, "start");
        Path profile = run.resolve("profile");
        copy(template, profile);
        Path report = run.resolve("report.json");
        List<String> command = new ArrayList<>(way.command);
        command.addAll(List.of("--profile", profile.toString(), "--server", NOBODY));
        command.addAll(List.of("--startup-report", report.toString()));
        ProcessBuilder builder = builder(command, screen, run);
        builder.environment().putAll(more);
        Optional<CompletableFuture<Long>> drawn = watch(screen);
        long begin = System.currentTimeMillis();
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(way.name + " did not start: " + Files.readString(run.resolve("log")));
            }
        } finally {
            process.destroyForcibly();
        }
        Told told = Json.read(Files.readString(report), Told.class);
        way.painted.add((double) (told.firstPaintedEpochMs() - begin));
        way.sinceJvm.add((double) told.firstPaintedMs());
        drawn.map(moment -> moment.getNow(0L))
                .filter(ms -> ms > 0)
                .ifPresent(ms -> way.anything.add((double) (ms - begin)));
        told.residentKib().ifPresent(kib -> way.resident.add(kib / 1024.0));
        told.residentFileKib().ifPresent(kib -> way.residentFile.add(kib / 1024.0));
        drawn.ifPresent(moment -> moment.cancel(false));
        Folders.delete(run);
        awaitBare(screen);
        return told;
    }

    /** A peer tells nothing: it is watched from outside, in a home of its own, and ended. */
    private void startPeer(Way way, Screen screen) throws Exception {
        Optional<CompletableFuture<Long>> drawn = watch(screen);
        if (drawn.isEmpty()) {
            return;
        }
        Path run = Files.createTempDirectory(folder, "peer");
        ProcessBuilder builder = builder(way.command, screen, run);
        builder.environment().put("HOME", run.toString());
        long begin = System.currentTimeMillis();
        Process process = builder.start();
        try {
            long moment = drawn.get().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
            way.anything.add((double) (moment - begin));
            Memory.of(process.toHandle()).ifPresent(mib -> way.resident.add(mib));
        } catch (CompletionException | CancellationException e) {
            out.accept(way.name + " drew nothing within " + PATIENCE_S + " s");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        awaitBare(screen);
    }

    private static ProcessBuilder builder(List<String> command, Screen screen, Path run) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(run.toFile())
                .redirectErrorStream(true)
                .redirectOutput(run.resolve("log").toFile());
        builder.environment().putAll(screen.environment());
        return builder;
    }

    private static Optional<CompletableFuture<Long>> watch(Screen screen) throws IOException {
        return screen.pixels().isPresent() ? Optional.of(screen.pixels().get().drawn()) : Optional.empty();
    }

    /** The window before has left the screen when the next one starts. */
    private static void awaitBare(Screen screen) throws IOException {
        if (screen.pixels().isPresent()) {
            Framebuffer pixels = screen.pixels().get();
            await().atMost(20, TimeUnit.SECONDS)
                    .pollInterval(20, TimeUnit.MILLISECONDS)
                    .until(() -> !pixels.isDrawn());
        }
    }

    /** One start more that lists its classes: where each one came from. */
    private Optional<StartupFigures.CacheUse> cacheUse(Way way, Screen screen, Path template) throws Exception {
        Path list = folder.resolve("classes.log");
        Way uncounted = new Way(way.name, way.command);
        start(
                uncounted,
                screen,
                template,
                // Read after the launcher's own options, which silence every log.
                Map.of("_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + list));
        if (!Files.exists(list)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(list).stream()
                .filter(line -> line.contains(" source: "))
                .toList();
        return Optional.of(new StartupFigures.CacheUse(
                (int) lines.stream()
                        .filter(line -> line.contains("source: shared objects file"))
                        .count(),
                lines.size()));
    }

    private static Optional<Double> ratio(Way packaged, Way plain) {
        return StartupFigures.Spread.of(packaged.painted)
                .flatMap(ours -> StartupFigures.Spread.of(plain.painted).map(base -> ours.median() / base.median()));
    }

    private static void forget(Way way) {
        way.painted.clear();
        way.sinceJvm.clear();
        way.anything.clear();
        way.resident.clear();
        way.residentFile.clear();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
