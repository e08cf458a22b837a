package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;

import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.StoredMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Measures; nothing here passes or fails by time. Parameters change every round, or H2 would answer from its result cache. */
final class StoreFigures {

    private static final int MESSAGES = 100_000;
    private static final int CHUNK = 500;

    private StoreFigures() {}

    /** The body of what is measured. */
    @FunctionalInterface
    interface Step {
        void run(int round) throws StoreException;
    }

    /** One conversation of 100,000 messages: opening, paging, sending. */
    static List<String> measure(Path folder) throws StoreException {
        List<String> figures = new ArrayList<>();
        StoreFixture f = new StoreFixture(folder, 11);
        long start = System.nanoTime();
        for (int from = 1; from <= MESSAGES; from += CHUNK) {
            List<IncomingMessage> chunk = new ArrayList<>();
            for (int seq = from; seq < from + CHUNK; seq++) {
                chunk.add(f.fromBen(seq, "message number " + seq + " of a long friendship"));
            }
            await(f.store.update(tx -> {
                for (IncomingMessage each : chunk) {
                    tx.messages().applyIncoming(each);
                }
            }));
        }
        figures.add(
                String.format(Locale.ROOT, "import %,.0f messages/s", MESSAGES / ((System.nanoTime() - start) / 1e9)));
        figures.add(median(
                "newest 50",
                2_000,
                round -> page(f.store.read(tx -> tx.messages().newest(f.chat, 50 + round % 2)))));
        figures.add(median(
                "50 before a seq",
                2_000,
                round -> page(f.store.read(
                        tx -> tx.messages().before(f.chat, 1 + (round * 7_919L) % MESSAGES + 50, 50)))));
        figures.add(median(
                "conversation list row",
                500,
                round -> f.store.read(tx -> tx.conversations().list())));
        figures.add(median("durable send", 400, round -> {
            PendingMessage message = f.pending("a message of common length, with a few words");
            await(f.store.update(tx -> tx.messages().insertPending(message)));
        }));
        figures.add(median("100 sends at once", 20, round -> {
            List<CompletionStage<Done>> stages = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                PendingMessage message = f.pending("burst");
                stages.add(f.store.update(tx -> tx.messages().insertPending(message)));
            }
            stages.forEach(StoreFixture::await);
        }));
        f.close();
        long[] times = new long[5];
        for (int i = 0; i < times.length; i++) {
            long opening = System.nanoTime();
            Store store = Store.open(folder, StoreFixture.KEY);
            page(store.read(tx -> tx.messages().newest(f.chat, 50)));
            times[i] = System.nanoTime() - opening;
            store.close();
        }
        Arrays.sort(times);
        figures.add(String.format(Locale.ROOT, "open and first page: median %.0f ms", times[2] / 1e6));
        return figures;
    }

    private static void page(List<StoredMessage> rows) {
        if (rows.size() < 50) {
            throw new AssertionError("a page has 50 rows or more, not " + rows.size());
        }
    }

    private static String median(String name, int rounds, Step step) throws StoreException {
        for (int i = 0; i < rounds / 4; i++) {
            step.run(i);
        }
        long[] times = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            step.run(i);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return String.format(
                Locale.ROOT,
                "%s: median %.3f ms, p99 %.3f ms",
                name,
                times[rounds / 2] / 1e6,
                times[(int) (rounds * 0.99)] / 1e6);
    }
}
