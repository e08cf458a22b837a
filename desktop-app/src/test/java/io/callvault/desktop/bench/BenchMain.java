package io.callvault.desktop.bench;

import io.callvault.desktop.chaos.Folders;
import io.callvault.model.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code callvault bench WHAT}. Reports; never fails by the clock. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures, and prints medians and their spread beside what the machine itself can do.")
public final class BenchMain implements Callable<Integer> {

    private static final String LOG_SETTINGS = "logback.configurationFile";

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "server: delivery between 50 pairs at 200 messages/s, then a catch-up of 10,000 messages."
                    + " call: from accept to connected, first sound and first picture, beside two browsers."
                    + " startup: from starting the process to the painted conversation, plain and packaged."
                    + " call-draw: what a picture of a call costs to draw."
                    + " store, search, timeline: not yet.")
    private String what;

    @Option(names = "--runs", description = "Series to take the medians of, 1 to 100 (default: 3; startup: 7).")
    private @Nullable Integer wantedRuns;

    @Option(
            names = "--image",
            paramLabel = "DIR",
            description = "startup: the packaged app to compare with (default: what 'callvault installer' made).")
    private @Nullable Path image;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
    private @Nullable Path json;

    /**
     * What {@code --json} holds.
     *
     * @param ratioConnected of the bench {@code call}: our median divided by the browser's; so the next two
     */
    record Report(
            String bench,
            int processors,
            String java,
            String os,
            List<Figure> figures,
            Optional<Double> ratioConnected,
            Optional<Double> ratioFirstVideo,
            Optional<Double> ratioFirstAudio) {}

    @Override
    public Integer call() throws Exception {
        if (!List.of("server", "call", "call-draw", "startup").contains(what)) {
            System.err.println("There is no bench '" + what + "' yet: 'callvault bench --help' lists them.");
            return 2;
        }
        int runs = wantedRuns != null ? wantedRuns : what.equals("startup") ? 7 : 3;
        if (runs < 1 || runs > 100) {
            System.err.println("--runs must be from 1 to 100.");
            return 2;
        }
        switch (what) {
            case "call-draw" -> new CallDrawBench(System.out::println).run(runs);
            case "startup" -> startup(runs);
            default -> withBackend(runs);
        }
        return 0;
    }

    private void startup(int runs) throws Exception {
        Path folder = Files.createTempDirectory("callvault-bench");
        try {
            StartupFigures figures =
                    new StartupBench(folder, Optional.ofNullable(image), System.out::println).measure(runs);
            System.out.println(figures.words());
            if (json != null) {
                Files.writeString(json, Json.write(figures));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private void withBackend(int runs) throws Exception {
        Path folder = Files.createTempDirectory("callvault-bench");
        List<Figure> figures = new ArrayList<>();
        Optional<CallBench.Ratios> ratios = Optional.empty();
        try (Backend backend = Backend.start(folder)) {
            Yardstick.measure(folder).forEach(figure -> tell(figures, figure));
            if (what.equals("call")) {
                ratios = Optional.of(
                        new CallBench(backend.uri(), folder, figure -> tell(figures, figure)).measure(runs));
                System.out.println(sentence(ratios.get()));
            } else {
                ServerBench bench = new ServerBench(backend.uri(), folder, figure -> tell(figures, figure));
                bench.delivery(runs);
                bench.catchUp(runs);
            }
        } finally {
            Folders.delete(folder);
        }
        if (json != null) {
            Files.writeString(
                    json,
                    Json.write(new Report(
                            what,
                            Runtime.getRuntime().availableProcessors(),
                            Runtime.version().toString(),
                            System.getProperty("os.name", "?").toLowerCase(Locale.ROOT),
                            figures,
                            ratios.map(CallBench.Ratios::connected),
                            ratios.map(CallBench.Ratios::firstVideo),
                            ratios.map(CallBench.Ratios::firstAudio))));
        }
    }

    private static String sentence(CallBench.Ratios ratios) {
        return String.format(
                Locale.ROOT,
                "Java to Chromium: connected %.2f (goal at most 1.1), first picture %.2f (goal at most 0.8), first sound %.2f",
                ratios.connected(),
                ratios.firstVideo(),
                ratios.firstAudio());
    }

    private static void tell(List<Figure> figures, Figure figure) {
        figures.add(figure);
        System.out.println(figure);
    }

    /** Ends the process: a client that hangs must not keep it. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }
}
