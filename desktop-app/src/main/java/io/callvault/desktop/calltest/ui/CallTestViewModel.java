package io.callvault.desktop.calltest.ui;

import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.report.ReportDocument;
import io.callvault.desktop.calltest.report.ReportText;
import io.callvault.desktop.calltest.report.Reports;
import io.callvault.desktop.calltest.run.CallTest;
import io.callvault.desktop.calltest.run.CallTests;
import io.callvault.desktop.diag.ConnectionDetails;
import io.callvault.desktop.diag.Facts;
import io.callvault.desktop.fx.UiExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call test as its page shows it. User-interface thread. */
public final class CallTestViewModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallTestViewModel.class);

    /** Where a step is. */
    enum Progress {
        WAITING,
        RUNNING,
        DONE
    }

    /** One step as shown; the outcome once it is done. */
    record Line(Step step, Progress progress, Optional<Outcome> outcome) {}

    /**
     * All of it.
     *
     * @param run once it is over
     */
    record Shown(List<Line> lines, boolean running, Optional<TestRun> run) {
        long done() {
            return lines.stream()
                    .filter(line -> line.progress() == Progress.DONE)
                    .count();
        }
    }

    private final CallTests tests;
    private final ConnectionDetails details;
    private final UiExecutor ui;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", new Shown(List.of(), false, Optional.empty()));
    private final ReadOnlyStringWrapper preview = new ReadOnlyStringWrapper(this, "preview", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final BooleanProperty unmasked = new SimpleBooleanProperty(this, "unmasked");
    private List<ReportDocument.Pair> sync = List.of();
    private Optional<CallTests.Running> running = Optional.empty();

    public CallTestViewModel(CallTests tests, ConnectionDetails details, UiExecutor ui) {
        this.tests = tests;
        this.details = details;
        this.ui = ui;
        unmasked.addListener((source, before, now) -> repaint());
        reset();
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The report in words, as it would be shared; empty before there is one. */
    ReadOnlyStringProperty previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** What became of saving. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Whether addresses and names stay in the report. */
    BooleanProperty unmaskedProperty() {
        return unmasked;
    }

    /** Begins, unless one is running. */
    public void start() {
        if (running.isPresent()) {
            return;
        }
        reset();
        note.set("");
        preview.set("");
        running = Optional.of(tests.start(new Ear()));
        publish(true, Optional.empty());
        readSync();
        var _ = running.get().result().whenComplete((run, failure) -> ui.execute(() -> over(run, failure)));
    }

    /** Ends it early; what was found stays. */
    void stop() {
        running.ifPresent(CallTests.Running::cancel);
    }

    Optional<String> json() {
        return document().map(Reports::json);
    }

    /** Writes the page or, by the file's ending, the JSON. */
    void save(Path file) {
        document().ifPresent(report -> {
            boolean json = String.valueOf(file.getFileName()).endsWith(".json");
            try {
                Files.writeString(file, json ? Reports.json(report) : Reports.html(report), StandardCharsets.UTF_8);
                note.set("Saved as " + file.getFileName() + ".");
            } catch (IOException e) {
                LOG.warn("the report could not be saved", e);
                note.set("It could not be saved there. Choose another folder.");
            }
        });
    }

    @Override
    public void close() {
        stop();
    }

    private void reset() {
        lines.clear();
        CallTest.steps().forEach(step -> lines.put(step.id(), new Line(step, Progress.WAITING, Optional.empty())));
        publish(false, Optional.empty());
    }

    private void over(@Nullable TestRun run, @Nullable Throwable failure) {
        running = Optional.empty();
        if (failure != null) {
            LOG.error("the call test failed", failure instanceof CompletionException e ? e.getCause() : failure);
            note.set("The test could not be run. Close the app, open it again, and try once more.");
        }
        publish(false, Optional.ofNullable(run));
        repaint();
    }

    private void publish(boolean isRunning, Optional<TestRun> run) {
        shown.set(new Shown(List.copyOf(lines.values()), isRunning, run));
    }

    private void repaint() {
        preview.set(document().map(ReportText::write).orElse(""));
    }

    private Optional<ReportDocument> document() {
        return shown.get()
                .run()
                .map(run ->
                        Reports.document(run, new Reports.Beside(unmasked.get(), sync, Optional.empty(), List.of())));
    }

    /** The state of messages and connection belongs to the report of somebody who is signed in. */
    private void readSync() {
        details.read()
                .whenComplete((facts, failure) -> ui.execute(() -> sync = facts == null
                        ? List.of(new ReportDocument.Pair("Messages", "could not be read"))
                        : Facts.of(facts, ZoneOffset.UTC).stream()
                                .flatMap(section -> section.facts().stream())
                                .map(fact -> new ReportDocument.Pair(fact.label(), fact.value()))
                                .toList()));
    }

    /** Hears on the test's threads. */
    private final class Ear implements TestListener {
        @Override
        public void started(Step step) {
            ui.execute(() -> line(new Line(step, Progress.RUNNING, Optional.empty())));
        }

        @Override
        public void finished(StepResult result) {
            ui.execute(() -> line(new Line(result.step(), Progress.DONE, Optional.of(result.outcome()))));
        }

        private void line(Line line) {
            lines.put(line.step().id(), line);
            publish(running.isPresent(), Optional.empty());
        }
    }

    /** What a verdict is called. */
    static String title(Mark mark) {
        return switch (mark) {
            case PASS -> "Calls work from here";
            case WARN -> "Calls work, with a reservation";
            case FAIL -> "Calls do not work well from here";
            case BROKEN, SKIPPED -> "The test could not be finished";
        };
    }
}
