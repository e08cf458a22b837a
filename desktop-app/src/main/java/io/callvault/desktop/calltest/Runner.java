package io.callvault.desktop.calltest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out jobs side by side, each as soon as the steps it waits for have ended, each within its limit, all within one. Every
 * step gets an outcome, whatever happens. One use; {@link #run} on any thread but the FX thread, {@link #cancel} on any.
 */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final List<Job> jobs;
    private final Duration limit;
    private final TestListener listener;
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final long startNanos = System.nanoTime();

    /** @param limit for all of it */
    public Runner(List<Job> jobs, Duration limit, TestListener listener) {
        this.jobs = List.copyOf(jobs);
        this.limit = limit;
        this.listener = listener;
        jobs.forEach(job -> job.steps().forEach(step -> sheets.put(step.id(), new Sheet(step))));
    }

    /** One step's result to be. */
    private static final class Sheet {
        private final Step step;
        private final CompletableFuture<StepResult> result = new CompletableFuture<>();
        private Optional<Long> startedMs = Optional.empty();
        private boolean decided;

        Sheet(Step step) {
            this.step = step;
        }
    }

    /** Runs everything; returns the results in the order of the jobs. */
    public List<StepResult> run() {
        // Never waited for: work that does not heed its interrupt must not hold the verdict.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("cv-calltest-timer").factory());
        try {
            for (Job job : jobs) {
                var _ = waitedFor(job).thenRun(() -> begin(job, threads, timer));
            }
            var _ = CompletableFuture.allOf(results()).thenRun(() -> ended.complete(null));
            ended.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            Outcome late = Outcome.broken("out_of_time", "The test ran out of time.", "limit of the run");
            sheets.values().forEach(sheet -> finish(sheet, late));
        } finally {
            threads.shutdownNow();
            timer.shutdownNow();
        }
        return sheets.values().stream().map(sheet -> sheet.result.join()).toList();
    }

    /** Ends it early: what has no outcome yet is skipped. */
    public void cancel() {
        sheets.values().forEach(sheet -> finish(sheet, Outcome.skipped("The test was stopped.")));
    }

    private CompletableFuture<?>[] results() {
        return sheets.values().stream().map(sheet -> sheet.result).toArray(CompletableFuture[]::new);
    }

    private CompletableFuture<Void> waitedFor(Job job) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        job.needs().forEach(id -> all.add(sheet(id).result));
        job.behind().forEach(id -> all.add(sheet(id).result));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private Sheet sheet(String id) {
        Sheet sheet = sheets.get(id);
        if (sheet == null) {
            throw new IllegalArgumentException("no step " + id);
        }
        return sheet;
    }

    private void begin(Job job, ExecutorService threads, ScheduledExecutorService timer) {
        Optional<Step> missing = job.needs().stream()
                .map(this::sheet)
                .filter(sheet -> !sheet.result.join().outcome().mark().usable())
                .map(sheet -> sheet.step)
                .findFirst();
        if (missing.isPresent()) {
            Outcome skipped =
                    Outcome.skipped("Not tried: it needs “" + missing.get().title() + "”.");
            job.steps().forEach(step -> finish(sheet(step.id()), skipped));
            return;
        }
        if (ended.isDone()) {
            return;
        }
        if (!job.work().stepwise()) {
            job.steps().forEach(step -> start(sheet(step.id())));
        }
        var task = threads.submit(() -> work(job));
        var _ = timer.schedule(
                () -> {
                    close(
                            job,
                            Outcome.broken("time_limit", "This step did not end in time.", "limit of " + job.limit()));
                    task.cancel(true);
                },
                job.limit().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void work(Job job) {
        try {
            job.work().run(new Job.Desk() {
                @Override
                public void start(String step) {
                    Runner.this.start(sheet(step));
                }

                @Override
                public void finish(String step, Outcome outcome) {
                    Runner.this.finish(sheet(step), outcome);
                }
            });
            close(job, Outcome.broken("no_result", "This step ended without a result.", "the work returned"));
        } catch (InterruptedException e) {
            // Its time is over, and its steps have their outcome.
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError e) {
            LOG.warn("a step of the call test broke", e);
            close(job, Outcome.broken("test_error", "The test itself failed here.", e.toString()));
        }
    }

    private void close(Job job, Outcome outcome) {
        job.steps().forEach(step -> finish(sheet(step.id()), outcome));
    }

    private void start(Sheet sheet) {
        synchronized (this) {
            if (sheet.startedMs.isEmpty()) {
                sheet.startedMs = Optional.of(now());
                listener.started(sheet.step);
            }
        }
    }

    /** The first outcome counts. What waits for it goes on behind the lock. */
    private void finish(Sheet sheet, Outcome outcome) {
        start(sheet);
        StepResult result;
        synchronized (this) {
            if (sheet.decided) {
                return;
            }
            sheet.decided = true;
            long started = sheet.startedMs.orElseGet(this::now);
            result = new StepResult(sheet.step, outcome, started, now() - started);
            listener.finished(result);
        }
        sheet.result.complete(result);
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
