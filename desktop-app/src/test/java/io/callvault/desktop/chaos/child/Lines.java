package io.callvault.desktop.chaos.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The talk between a child and whoever started it. To the child: {@code NUMBER VERB ARGUMENTS…}; from it: {@code = NUMBER text},
 * {@code ? NUMBER what is wrong}, or news, a letter and its fields. Any thread may tell.
 */
public final class Lines {

    /** One command; fields are separated by blanks. */
    public record Command(long number, String verb, List<String> arguments) {

        public String argument(int index) {
            return arguments.get(index);
        }

        public int number(int index) {
            return Integer.parseInt(arguments.get(index));
        }

        public String rest(int from) {
            return String.join(" ", arguments.subList(from, arguments.size()));
        }
    }

    /** Carries a command out; its answer goes back as one line. */
    @FunctionalInterface
    public interface Worker {
        String run(Command command) throws Exception;
    }

    private static final int FAILED = 3;

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    /** What ends the main thread ends the process, whatever other threads it has by then. */
    public void endWithMain() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            tell("REFUSED " + failure);
            failure.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        });
    }

    /** One line, at once. */
    public synchronized void tell(String line) {
        out.println(line.replace('\n', ' '));
        out.flush();
    }

    /** Several lines in one write. */
    public synchronized void tell(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** Until the other end closes its side. */
    public void serve(Worker worker) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                answer(parse(line), worker);
                line = in.readLine();
            }
        }
    }

    private void answer(Command command, Worker worker) {
        try {
            tell("= " + command.number() + " " + worker.run(command));
        } catch (Exception e) { // whatever it was, the driver must hear of it
            tell("? " + command.number() + " " + e);
        }
    }

    private static Command parse(String line) {
        List<String> fields = new ArrayList<>(List.of(line.split(" ")));
        long number = Long.parseLong(fields.removeFirst());
        return new Command(number, fields.removeFirst(), List.copyOf(fields));
    }
}
