package io.callvault.desktop.chaos;

import io.callvault.desktop.e2e.JavaProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A child process that speaks {@link io.callvault.desktop.chaos.child.Lines}. Any thread. */
public final class Child implements AutoCloseable {

    /** Said instead of an answer when the process is gone. */
    public static final class Gone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Gone(String message) {
            super(message);
        }
    }

    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xms48m",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:-CreateCoredumpOnCrash",
            "-Dfile.encoding=UTF-8",
            "-Dlogback.configurationFile=io/callvault/signaling/server-logback.xml");

    private static final int GONE_S = 10;

    private final Process process;
    private final BufferedWriter in;
    private final Map<Long, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread reader;

    /**
     * @param log where its standard error is appended
     * @param news lines that are no answers; on the reader's thread, in order
     */
    Child(Class<?> main, List<String> arguments, Path log, Consumer<String> news) {
        this(List.of(), main, arguments, log, news);
    }

    /**
     * As the other, started by way of another program.
     *
     * @param by what comes before Java's own command line, for example what enters a network namespace
     */
    public Child(List<String> by, Class<?> main, List<String> arguments, Path log, Consumer<String> news) {
        List<String> options = new ArrayList<>(SMALL);
        // What the JVM writes when natives crash belongs to the run's logs, not to the folder it was started in.
        options.add("-XX:ErrorFile=" + log + ".crash");
        ProcessBuilder builder = JavaProcess.of(main, options, arguments);
        builder.command().addAll(0, by);
        try {
            process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = process.outputWriter(StandardCharsets.UTF_8);
        reader = Thread.ofVirtual().start(() -> read(news));
    }

    /** What it said when it was ready, without the word. */
    public String ready(Duration patience) {
        return await(ready, patience);
    }

    /** Sends a command; ends with {@link Gone} if the process ends first, and with what is wrong if it refuses. */
    public CompletableFuture<String> ask(String command) {
        long number = numbers.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(number, answer);
        try {
            synchronized (in) {
                in.write(number + " " + command + "\n");
                in.flush();
            }
        } catch (IOException e) {
            gone();
        }
        if (!reader.isAlive()) {
            gone();
        }
        return answer;
    }

    public String ask(String command, Duration patience) {
        return await(ask(command), patience);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until it has ended by itself; whether it did. */
    public boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGKILL: nothing is flushed. What it had written before is still read. */
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Waits until it has ended by itself and all it said is read. */
    void awaitEnd() {
        try {
            if (!process.waitFor(GONE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
            reader.join(TimeUnit.SECONDS.toMillis(GONE_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read(Consumer<String> news) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                take(line, news);
                line = out.readLine();
            }
        } catch (IOException e) {
            news.accept("! " + e);
        }
        gone();
    }

    private void take(String line, Consumer<String> news) {
        if (line.startsWith("= ") || line.startsWith("? ")) {
            String[] fields = line.split(" ", 3);
            CompletableFuture<String> answer = asked.remove(Long.parseLong(fields[1]));
            String text = fields.length > 2 ? fields[2] : "";
            if (answer != null && line.startsWith("=")) {
                answer.complete(text);
            } else if (answer != null) {
                answer.completeExceptionally(new IllegalStateException(text));
            }
        } else if (line.startsWith("REFUSED ")) {
            ready.completeExceptionally(new IllegalStateException(line));
        } else if (line.startsWith("READY ")) {
            ready.complete(line.substring("READY ".length()));
        } else {
            news.accept(line);
        }
    }

    private void gone() {
        Gone gone = new Gone("the process " + process.pid() + " is gone");
        ready.completeExceptionally(gone);
        asked.values().forEach(answer -> answer.completeExceptionally(gone));
        asked.clear();
    }

    private static String await(CompletableFuture<String> answer, Duration patience) {
        try {
            return answer.copy()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Gone gone ? gone : new IllegalStateException(e.getCause());
        }
    }
}
