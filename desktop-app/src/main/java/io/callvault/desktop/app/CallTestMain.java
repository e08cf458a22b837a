package io.callvault.desktop.app;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.Verdict;
import io.callvault.desktop.calltest.report.Comparison;
import io.callvault.desktop.calltest.report.LastGood;
import io.callvault.desktop.calltest.report.ReportDocument;
import io.callvault.desktop.calltest.report.Reports;
import io.callvault.desktop.calltest.run.Aggregate;
import io.callvault.desktop.calltest.run.BackgroundTests;
import io.callvault.desktop.calltest.run.CallTest;
import io.callvault.desktop.calltest.run.TestLink;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.desktop.os.UserFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callvault calltest}: the support call test, without an account and without a window. */
@Command(
        name = "calltest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tests whether calls work from this computer: devices, server, transports, relays, a test call, bandwidth.",
            "Needs no account. Takes at most a minute. docs/calltest.md explains steps, thresholds and the report."
        },
        footer = {
            "",
            "Exit codes: 0 all well; 1 calls work with a reservation; 2 wrong arguments; 3 calls do not work well;",
            "4 the test itself broke. Of several runs the worst counts."
        })
public final class CallTestMain implements Callable<Integer> {
    private static final String LOG_SETTINGS = "logback.configurationFile";
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8443",
            description = "Server to test with (default: ${DEFAULT-VALUE}).")
    private String server = "";

    @Option(
            names = "--no-relay",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "The test call goes through a relay alone (default), or by any way it finds.")
    private boolean relay;

    @Option(names = "--tcp", description = "Use relays over TCP and TLS alone, as where UDP is blocked.")
    private boolean tcp;

    @Option(
            names = "--room",
            paramLabel = "LINK",
            description = "Test with the other person who has this test link, not with Echo.")
    private @Nullable String room;

    @Option(names = "--invite", description = "Print a new test link for another person, then test with them.")
    private boolean invite;

    @Option(
            names = "--headless-audio",
            description = "Open no device: sound and picture are made by the program. For machines without any.")
    private boolean headless;

    @Option(
            names = "--talk",
            paramLabel = "S",
            defaultValue = "10",
            description = "Length of the test call in seconds, 2 to 600 (default: ${DEFAULT-VALUE}).")
    private int talk;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run so many times, and report what they come to together.")
    private int repeat;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "0", description = "Run again and again for so long.")
    private int minutes;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report for machines.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page.")
    private @Nullable Path html;

    @Option(names = "--unmasked", description = "Leave addresses and names of devices in the report.")
    private boolean unmasked;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "A JSON report to hold this run against (default: the last good run with this server).")
    private @Nullable Path compare;

    @Option(
            names = "--clock-offset-ms",
            hidden = true,
            defaultValue = "0",
            description = "As if this computer's clock were wrong.")
    private long clockOffsetMs;

    @Override
    public Integer call() throws IOException {
        CallTestOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        ReportDocument before = compare == null ? null : read(compare);
        LastGood lastGood = new LastGood(UserFolders.profile().resolveSibling("callvault-calltest"));
        List<TestRun> runs = runs(options, out);
        TestRun last = runs.getLast();
        Reports.Beside beside = new Reports.Beside(
                unmasked,
                List.of(),
                runs.size() > 1 ? Optional.of(Aggregate.of(runs)) : Optional.empty(),
                Optional.ofNullable(before)
                        .or(() -> lastGood.load(options.server()))
                        .map(old -> Comparison.of(old, Reports.document(last, Reports.Beside.NOTHING)))
                        .orElse(List.of()));
        ReportDocument report = Reports.document(last, beside);
        write(json, Reports.json(report), out);
        write(html, Reports.html(report), out);
        report.changes()
                .forEach(change -> out.printf(
                        "  since the last good run: %s: %s → %s%n", change.title(), change.before(), change.now()));
        if (last.verdict().mark() == Mark.PASS) {
            lastGood.keep(options.server(), Reports.document(last, Reports.Beside.NOTHING));
        }
        out.flush();
        return runs.stream().mapToInt(run -> exitCode(run.verdict())).max().orElse(4);
    }

    private CallTestOptions options() {
        if (talk < 2 || talk > 600 || repeat < 1 || repeat > 10_000 || minutes < 0 || minutes > 10_000) {
            throw new ParameterException(
                    spec.commandLine(), "--talk is 2 to 600 s, --repeat 1 to 10,000, --minutes 0 to 10,000.");
        }
        CallTestOptions options = CallTestOptions.of(server)
                .withRelay(relay)
                .withTcp(tcp)
                .withHeadlessAudio(headless)
                .withTalkSeconds(talk);
        if (room != null) {
            TestLink link = TestLink.of(room)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "'" + room + "' is no test link: callvault calltest --invite prints one."));
            options = new CallTestOptions(link.server().orElse(server), relay, tcp, link.room(), headless, talk);
        } else if (invite) {
            TestLink link = TestLink.make(server, new SecureRandom());
            spec.commandLine()
                    .getOut()
                    .println("Send this link to the other person; both test at the same time:\n  " + link.text()
                            + "\nThey run: callvault calltest --room " + link.text()
                            + link.page()
                                    .map(page -> "\nor open in a browser: " + page)
                                    .orElse(""));
            options = options.withRoom(link.room());
        }
        String checked = options.server();
        if (address(checked).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + checked
                            + "' is not the address of a server: write it like https://host or http://host:port.");
        }
        return options;
    }

    private List<TestRun> runs(CallTestOptions options, PrintWriter out) {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        List<TestRun> runs = new ArrayList<>();
        do {
            TestRun run = new CallTest(
                            options,
                            () -> InstantSource.system().instant().plusMillis(clockOffsetMs),
                            BackgroundTests::inChild,
                            new Printer(out))
                    .run();
            runs.add(run);
            out.printf(
                    "%n%s  %s%n%s",
                    run.verdict().mark(),
                    run.verdict().sentence(),
                    run.verdict().remedy().isEmpty()
                            ? ""
                            : "What helps: " + run.verdict().remedy() + "\n");
            out.printf("%.1f s, run %s%n", run.tookMs() / 1_000.0, run.runId());
            out.flush();
        } while (runs.size() < repeat || System.nanoTime() < end);
        return runs;
    }

    /** @throws ParameterException if it is no report */
    private ReportDocument read(Path file) {
        return LastGood.read(file)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "'" + file + "' is no report of a call test."));
    }

    private static void write(@Nullable Path file, String text, PrintWriter out) throws IOException {
        if (file != null) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            out.println("written: " + file);
        }
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(ServerAddress::isUsable);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static int exitCode(Verdict verdict) {
        return switch (verdict.mark()) {
            case PASS, SKIPPED -> 0;
            case WARN -> 1;
            case FAIL -> 3;
            case BROKEN -> 4;
        };
    }

    /** Prints each result as it comes. */
    private record Printer(PrintWriter out) implements TestListener {
        @Override
        public void started(Step step) {
            // Only what was found is printed.
        }

        @Override
        public void finished(StepResult result) {
            var outcome = result.outcome();
            out.printf("%-8s%-32s%s%n", outcome.mark(), result.step().title(), outcome.said());
            if (!outcome.remedy().isEmpty() && outcome.mark() != Mark.BROKEN) {
                out.printf("%40s%s%n", "→ ", outcome.remedy());
            }
            if (!outcome.cause().isEmpty()) {
                out.printf("%40s%s%n", "our own error: ", outcome.cause());
            }
            out.flush();
        }
    }

    public static void main(String[] arguments) {
        // Before the first logger is made.
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        // Before the first connection is made.
        if (System.getProperty(SystemProxy.USE_SYSTEM) == null) {
            System.setProperty(SystemProxy.USE_SYSTEM, "true");
        }
        CommandLine line = new CommandLine(new CallTestMain());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.getCommandSpec().exitCodeOnInvalidInput(USAGE);
        line.getCommandSpec().exitCodeOnExecutionException(4);
        System.exit(line.execute(arguments));
    }
}
