package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.e2e.JavaProcess;
import io.callvault.desktop.fault.Faults;
import io.callvault.model.id.ConversationId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second log stays short while the app runs, and begins anew without a moment in which something is in no file. */
class LogCompactionTest {

    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    @Test
    void aLongLogIsBegunAnewWhileTheAppRuns() throws StoreException, IOException {
        try (StoreFixture f = new StoreFixture(folder, 1)) {
            assertThat(f.store.health()).isEqualTo(new Health.Fine());
        }
        try (Store store = Store.open(folder, StoreFixture.KEY, Faults.none(), 10_000)) {
            ConversationId chat = chat(store);
            for (int i = 0; i < 400; i++) {
                String text = "draft " + i + " " + "x".repeat(500);
                await(store.update(tx -> tx.drafts().save(chat, text)));
                assertThat(Files.size(folder.resolve("precious.log"))).isLessThan(12_000);
            }
        }
    }

    /** After every kill the database is thrown away: what is there then stood in the log. */
    @Test
    void noKillFindsALogWithoutTheLastDraft() throws StoreException, IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (StoreFixture f = new StoreFixture(folder, 1)) {
            assertThat(f.store.health()).isEqualTo(new Health.Fine());
        }
        long next = 1;
        for (int kill = 1; kill <= KILLS; kill++) {
            long told = writeUntilKilled(next, 20 + random.nextInt(200));
            Files.delete(folder.resolve("vault.mv.db"));
            try (Store store = Store.open(folder, StoreFixture.KEY)) {
                assertThat(store.opened()).isInstanceOf(Opened.Rebuilt.class);
                String draft = store.read(tx -> tx.drafts().get(chat(store)));
                long kept = Long.parseLong(draft.substring(0, draft.indexOf(' ')));
                assertThat(kept).as("seed %d, kill %d", seed, kill).isBetween(told, told + 1);
                next = kept + 1;
            }
        }
        System.out.println("FIGURE log compaction: " + KILLS + " kills over " + next
                + " drafts, the last one told was always" + " in the second log, seed " + seed);
    }

    private long writeUntilKilled(long from, int lines) throws IOException {
        Process process = JavaProcess.of(
                        LogCompactionMain.class,
                        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"),
                        List.of(folder.toString(), Long.toString(from)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long told = from - 1;
        int seen = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = out.readLine();
            while (line != null) {
                if (line.chars().allMatch(Character::isDigit)) {
                    told = Long.parseLong(line);
                    seen++;
                }
                if (seen == lines) {
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(seen).isGreaterThanOrEqualTo(lines);
        return told;
    }

    private static ConversationId chat(Store store) throws StoreException {
        return store.read(tx -> tx.conversations().list().getFirst().id());
    }
}
