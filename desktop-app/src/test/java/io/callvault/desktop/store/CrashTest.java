package io.callvault.desktop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.e2e.JavaProcess;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.message.Body;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No message whose bubble was shown is lost, whenever the process is killed: the bubble shows what was told durable. */
class CrashTest {

    private static final int ROUNDS = 20;
    private static final int MOST_LINES = 400;

    @TempDir
    private Path folder;

    private final Set<Long> sent = new HashSet<>();
    private final Set<Long> acknowledged = new HashSet<>();

    @Test
    void whatWasToldDurableIsThereAfterEveryKill() throws IOException, StoreException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long next = 1;
        for (int round = 1; round <= ROUNDS; round++) {
            next = killOnce(next, random.nextInt(MOST_LINES));
            next = verify("seed " + seed + ", round " + round) + 1;
        }
        System.out.println("FIGURE crash: " + ROUNDS + " kills, " + sent.size() + " sends and " + acknowledged.size()
                + " acks told durable, none lost, seed " + seed);
    }

    /** Runs the writer until it has told so many lines, kills it, and gives the number to go on with. */
    private long killOnce(long from, int lines) throws IOException {
        Process process = JavaProcess.of(
                        CrashWriterMain.class,
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                // Its standard output is for what was told; the app's log goes to standard error.
                                "-Dlogback.configurationFile=io/callvault/desktop/app-logback.xml"),
                        List.of(folder.toString(), Long.toString(from)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = out.readLine();
            while (line != null) {
                told.add(line);
                if (told.size() == lines + 1) {
                    // By its handle: the process's own method would close the pipe with the lines still in it.
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(told).isNotEmpty().noneMatch(line -> line.startsWith("F"));
        assertThat(told.getFirst()).isIn("O Existing", "O Created");
        told.stream().filter(l -> l.startsWith("S")).forEach(l -> sent.add(Long.parseLong(l.substring(2))));
        told.stream().filter(l -> l.startsWith("A")).forEach(l -> acknowledged.add(Long.parseLong(l.substring(2))));
        return from;
    }

    /** The highest number that is there. */
    private long verify(String where) throws StoreException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).as(where).isInstanceOf(Opened.Existing.class);
            if (store.read(tx -> tx.account().get()).isEmpty()) {
                assertThat(sent).as(where).isEmpty();
                return 0;
            }
            List<StoredMessage> all = store.read(tx -> tx.messages().newest(CrashWriterMain.CHAT, Integer.MAX_VALUE));
            List<Long> pending =
                    numbers(all.stream().filter(StoredMessage::pending).toList());
            List<Long> stored = numbers(all.stream().filter(m -> !m.pending()).toList());
            assertThat(pending).as(where).isSorted();
            assertThat(stored).as(where).isSorted().containsAll(acknowledged);
            Set<Long> there = new HashSet<>(pending);
            assertThat(there.addAll(stored) || stored.isEmpty()).as(where).isTrue();
            assertThat(there).as(where).hasSize(all.size()).containsAll(sent);
            List<OutboxEntry> due = store.read(tx -> tx.outbox().due(1, 10, 10));
            assertThat(due).as(where).hasSize(Math.min(10, pending.size()));
            return there.stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    private static List<Long> numbers(List<StoredMessage> messages) {
        return messages.stream()
                .map(m -> m.content() instanceof Content.Said(Body.Text(String text)) ? Long.parseLong(text) : 0L)
                .toList();
    }
}
