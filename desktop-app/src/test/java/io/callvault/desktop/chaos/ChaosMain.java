package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.net.NetworkFault;
import io.callvault.desktop.chaos.net.NetworkRun;
import io.callvault.desktop.chaos.net.NetworkVerdict;
import io.callvault.model.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code callvault chaos}. */
@Command(
        name = "callvault chaos",
        mixinStandardHelpOptions = true,
        description =
                "Real clients and the real server, a bad network and worse between them; then everything is judged.",
        footer = {
            "",
            "Exits 0 only if nothing was lost, doubled or out of order. docs/chaos.md says how to read the verdict."
        })
public final class ChaosMain implements Callable<Integer> {

    private static final int MOST_MESSAGES = 1_000_000;
    private static final String LOG_SETTINGS = "logback.configurationFile";

    @Option(names = "--seed", description = "Plan to play; a fresh one if not given, and printed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--messages", description = "Texts to write (default: 1000; a preset knows its own).")
    private Optional<Integer> messages = Optional.empty();

    @Option(
            names = "--faults",
            defaultValue = "all",
            description = "all, none, or names separated by commas (default: ${DEFAULT-VALUE}).")
    private String faults;

    @Option(
            names = "--preset",
            description = "A small run of one fault, or of several: quick, matrix, line, kills, disks.")
    private Optional<String> preset = Optional.empty();

    @Option(
            names = "--transport",
            defaultValue = "AUTO",
            description = "auto, ws, sse or poll: the others are blocked.")
    private Settings.Transport transport;

    @Option(names = "--json", description = "Where the verdict goes as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--keep", description = "Work folder, kept with its logs; else a temporary one, kept on failure.")
    private Optional<Path> keep = Optional.empty();

    @Option(
            names = "--engines-alone",
            description = "With --faults network: the media engines without clients and backend.")
    private boolean enginesAlone;

    @Override
    public Integer call() throws Exception {
        if (preset.isEmpty() && NetworkFault.isMeant(faults)) {
            return networks();
        }
        Optional<Preset> chosen = preset.isPresent() ? Preset.of(preset.get()) : Preset.list(faults);
        if (chosen.isEmpty()) {
            System.err.println("There is no fault or preset '" + preset.orElse(faults) + "'. Those there are:");
            Arrays.stream(Fault.values())
                    .forEach(one -> System.err.printf("  %-30s %s%n", one.option(), one.summary()));
            listNetworks();
            return 2;
        }
        int texts = messages.orElse(chosen.get().messages());
        if (texts < 1 || texts > MOST_MESSAGES) {
            System.err.println("--messages takes 1 to " + MOST_MESSAGES + ".");
            return 2;
        }
        long drawn = seed.orElseGet(() -> System.nanoTime() & Integer.MAX_VALUE);
        Path work =
                keep.isPresent() ? keep.get().resolve("seed-" + drawn) : Files.createTempDirectory("callvault-chaos");
        Folders.delete(work);
        Settings settings = new Settings(
                drawn,
                texts,
                chosen.get().faults(),
                transport,
                Settings.Broken.NOTHING,
                Settings.QUIET,
                work.toAbsolutePath());
        System.out.println("chaos: " + settings.replay() + " (work folder " + settings.work() + ")");
        Verdict verdict;
        try (ChaosRun run = new ChaosRun(settings, line -> System.out.println("  " + line))) {
            verdict = run.play();
        }
        System.out.print(verdict.summary());
        if (json.isPresent()) {
            Files.writeString(json.get(), Json.write(verdict));
        }
        if (verdict.passed() && keep.isEmpty()) {
            Folders.delete(work);
        }
        return verdict.passed() ? 0 : 1;
    }

    /** Calls through networks, instead of texts through faults. */
    private int networks() throws Exception {
        Optional<List<NetworkFault>> chosen = NetworkFault.list(faults);
        if (chosen.isEmpty()) {
            System.err.println("'" + faults + "' names a network that there is not. Those there are:");
            listNetworks();
            return 2;
        }
        long drawn = seed.orElseGet(() -> System.nanoTime() & Integer.MAX_VALUE);
        Path work =
                keep.isPresent() ? keep.get().resolve("seed-" + drawn) : Files.createTempDirectory("callvault-chaos");
        Folders.delete(work);
        System.out.println("chaos: calls through networks, seed " + drawn + " (work folder " + work + ")");
        NetworkVerdict verdict = new NetworkRun(
                        chosen.get(),
                        enginesAlone ? NetworkRun.With.ENGINES : NetworkRun.With.CLIENTS,
                        drawn,
                        work.toAbsolutePath(),
                        line -> System.out.println("  " + line))
                .play();
        System.out.print(verdict.summary());
        if (json.isPresent()) {
            Files.writeString(json.get(), Json.write(verdict));
        }
        if (verdict.passed() && keep.isEmpty()) {
            Folders.delete(work);
        }
        return verdict.passed() ? 0 : 1;
    }

    private static void listNetworks() {
        System.err.printf("  %-30s %s%n", "network", "all of the following: calls instead of texts");
        Arrays.stream(NetworkFault.values())
                .forEach(one -> System.err.printf("  %-30s %s%n", one.option(), one.summary()));
    }

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        System.exit(new CommandLine(new ChaosMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
