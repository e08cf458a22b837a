package io.callvault.signaling.bot.call;

import io.callvault.model.wire.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The agent's process: the same Java and class path, its letters on standard input, its few words on standard output. It ends when
 * its input ends, so also when the server was killed. One thread writes, another one of its own reads.
 */
final class AgentProcess implements Agent {

    private static final long GOODBYE_S = 3;

    private final Process process;
    private final BufferedWriter letters;

    private AgentProcess(Process process) {
        this.process = process;
        this.letters = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** @param words takes each line the child says, on a thread of its own; the last one is followed by {@code ended} */
    static AgentProcess start(AgentLetter.Credentials credentials, Consumer<String> words, Consumer<AgentProcess> ended)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        Stream.of("logback.configurationFile")
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(command::add);
        command.add(EchoAgentMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Not as an argument: a command line of Windows may be too short for it.
        builder.environment().put("CLASSPATH", absolute(System.getProperty("java.class.path")));
        AgentProcess started = new AgentProcess(builder.start());
        Thread.ofPlatform().daemon().name("cv-echo-words").start(() -> started.listen(words, ended));
        started.write(credentials);
        return started;
    }

    private void listen(Consumer<String> words, Consumer<AgentProcess> ended) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                words.accept(line);
            }
        } catch (IOException e) {
            words.accept("unreadable: " + e);
        }
        var _ = process.onExit().thenRun(() -> ended.accept(this));
    }

    @Override
    public void tell(AgentLetter.Renewal renewal) throws IOException {
        write(renewal);
    }

    private void write(Record letter) throws IOException {
        letters.write(Json.write(letter));
        letters.write('\n');
        letters.flush();
    }

    /** Dies at once, as natives do. For tests. */
    void kill() {
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    /** Lets it hang up and end; kills it if it does not within 3 s. */
    @Override
    public void close() {
        try {
            letters.close();
        } catch (IOException gone) {
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(GOODBYE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String absolute(String path) {
        return String.join(
                File.pathSeparator,
                Stream.of(path.split(File.pathSeparator))
                        .map(part -> Path.of(part).toAbsolutePath().toString())
                        .toList());
    }
}
