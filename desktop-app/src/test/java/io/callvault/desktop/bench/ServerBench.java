package io.callvault.desktop.bench;

import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.e2e.TestClient;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.Cursor;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** From Enter to the other one's committed store, over many pairs at a steady pace; then how fast a device catches up. */
final class ServerBench {

    /** 200 messages a second over 50 pairs: the load of issue 3. */
    private static final int PAIRS = 50;

    private static final int PER_SECOND = 200;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 15;
    private static final int BACKLOG = 10_000;
    private static final int CHUNK = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final URI server;
    private final Path folder;
    private final Consumer<Figure> out;
    private final Map<String, Long> delivered = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    ServerBench(URI server, Path folder, Consumer<Figure> out) {
        this.server = server;
        this.folder = folder;
        this.out = out;
    }

    private record Pair(TestClient writer, TestClient reader, ConversationId conversation) {}

    void delivery(int runs) throws ProfileException {
        List<Pair> pairs = new ArrayList<>();
        try {
            for (int i = 0; i < PAIRS; i++) {
                pairs.add(pair(i));
            }
            send(pairs, "warm", WARM_UP_SECONDS * PER_SECOND);
            List<long[]> deliveries = new ArrayList<>();
            List<long[]> acks = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                String name = "run" + run;
                long[] sent = send(pairs, name, SECONDS * PER_SECOND);
                deliveries.add(since(sent, name, delivered));
                acks.add(since(sent, name, acknowledged));
            }
            String load = " at " + PER_SECOND + " msg/s, " + PAIRS + " pairs";
            out.accept(Figure.of("Enter to the other's committed store" + load, deliveries));
            out.accept(Figure.of("Enter to the tick on the own disk" + load, acks));
        } finally {
            pairs.forEach(pair -> {
                pair.writer().close();
                pair.reader().close();
            });
        }
    }

    private Pair pair(int i) throws ProfileException {
        TestClient writer = new TestClient(folder.resolve("w" + i), server);
        TestClient reader = new TestClient(folder.resolve("r" + i), server);
        writer.signUp("writer" + i);
        reader.signUp("reader" + i);
        writer.befriend(reader);
        writer.core().chat().subscribe(news -> note(news, acknowledged, true));
        reader.core().chat().subscribe(news -> note(news, delivered, false));
        return new Pair(writer, reader, writer.with("reader" + i));
    }

    private static void note(ChatNews news, Map<String, Long> when, boolean mine) {
        if (news instanceof ChatNews.RowsChanged changed) {
            long now = System.nanoTime();
            for (TimelineRow row : changed.rows()) {
                if (row instanceof TimelineRow.Message message
                        && message.mine() == mine
                        && (!mine || message.state().compareTo(DeliveryState.SENT) >= 0)
                        && message.body() instanceof Body.Text(String text)) {
                    when.putIfAbsent(text, now);
                }
            }
        }
    }

    /** When each was sent, by its number. Returns when all have arrived. */
    private long[] send(List<Pair> pairs, String name, int count) {
        long[] sent = new long[count];
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Pair pair = pairs.get(i % pairs.size());
            sent[i] = System.nanoTime();
            pair.writer().core().chat().send(pair.conversation(), name + " " + i);
        }
        await().atMost(PATIENCE)
                .until(() -> delivered.containsKey(name + " " + (count - 1))
                        && all(name, count, delivered)
                        && all(name, count, acknowledged));
        return sent;
    }

    private static boolean all(String name, int count, Map<String, Long> when) {
        for (int i = 0; i < count; i++) {
            if (!when.containsKey(name + " " + i)) {
                return false;
            }
        }
        return true;
    }

    private static long[] since(long[] sent, String name, Map<String, Long> when) {
        long[] took = new long[sent.length];
        for (int i = 0; i < took.length; i++) {
            took[i] = when.getOrDefault(name + " " + i, Long.MAX_VALUE) - sent[i];
        }
        return took;
    }

    /** A device was away while 10,000 messages came: from its start to the last row committed. */
    void catchUp(int runs) throws ProfileException, StoreException {
        try (TestClient writer = new TestClient(folder.resolve("cw"), server);
                TestClient reader = new TestClient(folder.resolve("cr"), server)) {
            writer.signUp("catchwriter");
            reader.signUp("catchreader");
            writer.befriend(reader);
            ConversationId conversation = writer.with("catchreader");
            List<long[]> took = new ArrayList<>();
            // The first one is the warm-up.
            for (int run = 0; run <= runs; run++) {
                long nanos = away(writer, reader, conversation, "backlog " + run + " ");
                if (run > 0) {
                    took.add(new long[] {nanos});
                }
            }
            out.accept(Figure.of("catch-up of " + BACKLOG + " messages, start to last row committed", took));
        }
    }

    private static long away(TestClient writer, TestClient reader, ConversationId conversation, String text)
            throws ProfileException, StoreException {
        reader.close();
        for (int i = 0; i < BACKLOG; i++) {
            writer.core().chat().send(conversation, text + i);
            if (i % CHUNK == CHUNK - 1) {
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(() ->
                                writer.core().store().read(tx -> tx.outbox().size()) == 0);
            }
        }
        long start = System.nanoTime();
        reader.restart(true);
        long before = cursor(reader);
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> cursor(reader) >= before + BACKLOG);
        return System.nanoTime() - start;
    }

    private static long cursor(TestClient client) throws StoreException {
        return client.core()
                .store()
                .read(tx -> tx.cursor().get())
                .map(Cursor::ev)
                .orElse(0L);
    }
}
