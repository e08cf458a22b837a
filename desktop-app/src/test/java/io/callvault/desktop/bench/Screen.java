package io.callvault.desktop.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the windows of all that is compared are shown: the same for every one of them. */
final class Screen implements AutoCloseable {

    private static final String HEADLESS =
            "-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true -XX:+IgnoreUnrecognizedVMOptions";

    private final String words;
    private final Map<String, String> environment;
    private final Optional<Framebuffer> pixels;
    private final Optional<Process> server;

    private Screen(
            String words, Map<String, String> environment, Optional<Framebuffer> pixels, Optional<Process> server) {
        this.words = words;
        this.environment = environment;
        this.pixels = pixels;
        this.server = server;
    }

    /** The display there is; else a virtual one of our own; else none at all. */
    static Screen open(Path folder) throws IOException {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
        boolean display = System.getenv("CALLVAULT_HEADLESS") == null
                && (!linux || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null);
        if (display) {
            return new Screen("the display of this session", Map.of(), Optional.empty(), Optional.empty());
        }
        return linux && isInstalled("Xvfb") ? virtual(folder) : headless();
    }

    private static Screen headless() {
        // The launcher of a package takes no options for Java; this variable reaches every virtual machine.
        return new Screen(
                "no display: JavaFX's headless platform",
                Map.of("JAVA_TOOL_OPTIONS", HEADLESS),
                Optional.empty(),
                Optional.empty());
    }

    /** Xvfb chooses a free number, and tells it when it is ready. Its pixels stand in a file. */
    private static Screen virtual(Path folder) throws IOException {
        Path memory = Files.createDirectories(folder.resolve("screen"));
        List<String> command = List.of(
                "Xvfb",
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-br",
                "-nolisten",
                "tcp",
                "-fbdir",
                memory.toString());
        Process server = new ProcessBuilder(command)
                .redirectError(folder.resolve("xvfb.log").toFile())
                .start();
        BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
        String number = said.readLine();
        if (number == null) {
            server.destroyForcibly();
            throw new IOException("Xvfb did not start: " + Files.readString(folder.resolve("xvfb.log")));
        }
        return new Screen(
                "a virtual display of its own (Xvfb, 1280 × 900)",
                Map.of("DISPLAY", ":" + number.strip()),
                Optional.of(new Framebuffer(memory.resolve("Xvfb_screen0"))),
                Optional.of(server));
    }

    /** Whether a program is on the PATH. */
    static boolean isInstalled(String program) {
        return find(program).isPresent();
    }

    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return Optional.of(Path.of(folder, program));
            }
        }
        return Optional.empty();
    }

    /** What it is, in words. */
    String words() {
        return words;
    }

    /** Added to the environment of every process compared. */
    Map<String, String> environment() {
        return environment;
    }

    /** Its pixels, where they can be read. */
    Optional<Framebuffer> pixels() {
        return pixels;
    }

    @Override
    public void close() {
        if (server.isPresent()) {
            Process process = server.get();
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
