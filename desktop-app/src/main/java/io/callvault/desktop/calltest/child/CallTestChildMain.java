package io.callvault.desktop.calltest.child;

import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Runner;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.media.MediaJobs;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.webrtc.CallEngines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The child's main class. Started by {@link MediaChild} alone. */
public final class CallTestChildMain {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final int BAD_ORDER = 2;

    private final PrintStream out;
    private Optional<CallEngine> engine = Optional.empty();

    private CallTestChildMain(PrintStream out) {
        this.out = out;
    }

    /** Reads the order, does it, and leaves by {@code System.exit}: natives must not see an orderly end (LIBRARIES.md, rule 5). */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        ChildOrder order;
        try {
            order = Json.read(line == null ? "" : line, ChildOrder.class);
        } catch (WireException e) {
            System.err.println(
                    "This is a part of the call test and is not started by hand: ./callvault calltest --help");
            System.exit(BAD_ORDER);
            return;
        }
        Thread.ofPlatform().daemon().name("cv-calltest-parent").start(() -> endWith(in));
        new CallTestChildMain(System.out).run(order);
        System.exit(0);
    }

    /** The parent holds the other end of standard input for as long as it lives. */
    private static void endWith(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // Nothing more is expected.
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }

    private void run(ChildOrder order) {
        List<Job> jobs = new MediaJobs(
                        order.options(),
                        order.servers(),
                        () -> engine(order.options().headlessAudio()),
                        evidence -> say(ChildLine.of(evidence)))
                .jobs(order.without());
        new Runner(jobs, LIMIT, new TestListener() {
                    @Override
                    public void started(Step step) {
                        say(ChildLine.started(step.id()));
                    }

                    @Override
                    public void finished(StepResult result) {
                        say(ChildLine.finished(result.step().id(), result.outcome()));
                    }
                })
                .run();
    }

    private synchronized CallEngine engine(boolean headless) {
        CallEngine now = engine.orElseGet(
                () -> CallEngines.open(headless ? CallEngines.Options.HEADLESS : CallEngines.Options.SYSTEM));
        engine = Optional.of(now);
        return now;
    }

    private synchronized void say(ChildLine line) {
        out.println(line.write());
        out.flush();
    }
}
