package io.callvault.desktop.calltest.child;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.media.MediaJobs;
import io.callvault.model.wire.Json;
import io.callvault.rtc.IceServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the media steps in a child process. One that dies breaks the step it was at; a new one goes on with the rest. */
public final class MediaChild implements Job.Work {
    private static final Logger LOG = LoggerFactory.getLogger(MediaChild.class);
    private static final int MOST_CHILDREN = 3;
    private static final int MOST_ERRORS = 12;

    private final CallTestOptions options;
    private final Supplier<List<IceServer>> servers;
    private final Consumer<Evidence> evidence;
    private final ChildCommand command;

    /** @param servers asked when the work begins */
    public MediaChild(
            CallTestOptions options,
            Supplier<List<IceServer>> servers,
            Consumer<Evidence> evidence,
            ChildCommand command) {
        this.options = options;
        this.servers = servers;
        this.evidence = evidence;
        this.command = command;
    }

    @Override
    public boolean stepwise() {
        return true;
    }

    @Override
    public void run(Job.Desk desk) throws IOException, InterruptedException {
        Set<String> over = new TreeSet<>();
        Path folder = Files.createTempDirectory("callvault-calltest");
        try {
            for (int i = 0; i < MOST_CHILDREN && over.size() < MediaJobs.STEPS.size(); i++) {
                runOne(desk, over, folder);
            }
        } finally {
            delete(folder);
        }
    }

    private void runOne(Job.Desk desk, Set<String> over, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.line(folder))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        // Its standard input stays open for as long as it is to live.
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            tell(process.getOutputStream(), over);
            Set<String> running = new TreeSet<>();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                ChildLine.read(line).ifPresent(one -> take(desk, one, running, over));
            }
            int exit = process.waitFor();
            if (over.size() < MediaJobs.STEPS.size()) {
                died(desk, exit, running, over, folder);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void tell(OutputStream order, Set<String> over) {
        ChildOrder told = new ChildOrder(options, servers.get(), List.copyOf(over));
        try {
            order.write((Json.write(told) + "\n").getBytes(StandardCharsets.UTF_8));
            order.flush();
        } catch (IOException dead) {
            // How it ended is told below, by its exit code.
            LOG.debug("the media process took no order", dead);
        }
    }

    private void take(Job.Desk desk, ChildLine line, Set<String> running, Set<String> over) {
        line.evidence().ifPresent(evidence);
        if (line.step().isEmpty()
                || MediaJobs.STEPS.stream()
                        .noneMatch(step -> step.id().equals(line.step().get()))) {
            return;
        }
        String step = line.step().get();
        if (line.outcome().isPresent()) {
            running.remove(step);
            if (over.add(step)) {
                desk.finish(step, line.outcome().get());
            }
        } else {
            running.add(step);
            desk.start(step);
        }
    }

    /** Whoever was at work has broken it; if nobody was, the process could not even begin. */
    private void died(Job.Desk desk, int exit, Set<String> running, Set<String> over, Path folder) throws IOException {
        String cause = "exit code " + exit + trace(folder);
        LOG.warn("the call test's media process ended early: {}", cause);
        List<String> guilty = running.isEmpty()
                ? MediaJobs.STEPS.stream()
                        .map(Step::id)
                        .filter(id -> !over.contains(id))
                        .toList()
                : List.copyOf(running);
        for (String step : guilty) {
            over.add(step);
            desk.finish(
                    step,
                    Outcome.broken(
                            "media_crashed",
                            "The media part of the test crashed here; the app is not affected.",
                            cause));
        }
    }

    /** What the virtual machine wrote when it crashed, or the last words on standard error. */
    private static String trace(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        Path crash = folder.resolve(ChildCommand.CRASH_FILE);
        if (Files.exists(crash)) {
            try (Stream<String> lines = Files.lines(crash, StandardCharsets.ISO_8859_1)) {
                lines.filter(line -> line.startsWith("# ") && line.length() > 3)
                        .limit(MOST_ERRORS)
                        .map(line -> line.substring(2).strip())
                        .forEach(found::add);
            }
            Files.delete(crash);
        }
        Path errors = folder.resolve("errors.txt");
        if (found.isEmpty() && Files.exists(errors)) {
            List<String> all = Files.readAllLines(errors, StandardCharsets.ISO_8859_1);
            found.addAll(all.subList(Math.max(0, all.size() - MOST_ERRORS), all.size()));
        }
        return found.isEmpty() ? "" : ": " + String.join(" | ", found);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Empty where no Java is there to start a child with. */
    public static Optional<ChildCommand> here() {
        return ChildCommand.ofThisProcess();
    }
}
