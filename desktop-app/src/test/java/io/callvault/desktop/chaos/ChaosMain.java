package io.callvault.desktop.chaos;

import io.callvault.model.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        description = "Real clients and the real server, a bad network and worse between them; then everything is judged.",
        footer = {"", "Exits 0 only if nothing was lost, doubled or out of order. docs/chaos.md says how to read the verdict."})
public final class ChaosMain implements Callable<Integer> {

    private static final String LOG_SETTINGS = "logback.configurationFile";

    @Option(names = "--seed", description = "Plan to play; a fresh one if not given, and printed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--messages", defaultValue = "1000", description = "Texts to write (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--faults",
            defaultValue = "all",
            description = "all, none, or names separated by commas (default: ${DEFAULT-VALUE}).")
    private String faults;

    @Option(names = "--transport", defaultValue = "auto", description = "auto, ws, sse or poll.")
    private String transport;

    @Option(names = "--json", description = "Where the verdict goes as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--keep", description = "Work folder, kept with its logs; else a temporary one, kept on failure.")
    private Optional<Path> keep = Optional.empty();

    @Override
    public Integer call() throws Exception {
        List<Fault> chosen = new ArrayList<>();
        if (faults.equals("all")) {
            chosen.addAll(Arrays.asList(Fault.values()));
        } else if (!faults.equals("none")) {
            for (String name : faults.split(",")) {
                Optional<Fault> fault = Fault.of(name);
                if (fault.isEmpty()) {
                    System.err.println("There is no fault '" + name + "'. Those there are:");
                    Arrays.stream(Fault.values())
                            .forEach(one -> System.err.printf("  %-18s %s%n", one.option(), one.summary()));
                    return 2;
                }
                chosen.add(fault.get());
            }
        }
        Path work = keep.isPresent() ? Files.createDirectories(keep.get()) : Files.createTempDirectory("callvault-chaos");
        long drawn = seed.orElseGet(() -> System.nanoTime() & Integer.MAX_VALUE);
        Settings settings = new Settings(drawn, messages, List.copyOf(chosen), transport, work.toAbsolutePath());
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

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        System.exit(new CommandLine(new ChaosMain()).execute(arguments));
    }
}
