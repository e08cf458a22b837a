package io.callvault.desktop.e2e;

import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.Cursor;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures, and asserts nothing: how long a message takes to the other's disk, and how fast a device catches up. */
final class SyncFigures {

    private static final Logger LOG = LoggerFactory.getLogger(SyncFigures.class);
    private static final int PER_SECOND = 200;
    private static final int WARM_UP = 1_000;
    private static final int MEASURED = 3_000;
    private static final int BACKLOG = 10_000;

    private SyncFigures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("callvault-figures");
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
                TestClient ann = new TestClient(folder.resolve("ann"), server.uri());
                TestClient ben = new TestClient(folder.resolve("ben"), server.uri())) {
            ann.signUp("ann");
            ben.signUp("ben");
            ann.befriend(ben);
            latency(ann, ben);
            catchUp(ann, ben);
        }
    }

    private static void latency(TestClient ann, TestClient ben) {
        Map<String, Long> arrived = new ConcurrentHashMap<>();
        ben.core().chat().subscribe(news -> {
            if (news instanceof ChatNews.RowsChanged rows) {
                for (TimelineRow row : rows.rows()) {
                    if (row instanceof TimelineRow.Message message
                            && message.body() instanceof Body.Text(String text)) {
                        arrived.putIfAbsent(text, System.nanoTime());
                    }
                }
            }
        });
        ConversationId conversation = ann.with("ben");
        long[] sent = new long[WARM_UP + MEASURED];
        long start = System.nanoTime();
        for (int i = 0; i < sent.length; i++) {
            long due = start + i * 1_000_000_000L / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sent[i] = System.nanoTime();
            ann.core().chat().send(conversation, "m" + i);
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> arrived.size() >= sent.length);
        long[] micros = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            micros[i] = (arrived.getOrDefault("m" + (WARM_UP + i), 0L) - sent[WARM_UP + i]) / 1_000;
        }
        Arrays.sort(micros);
        LOG.warn(
                "send to the other's committed store at {} msg/s: p50 {} ms, p99 {} ms, max {} ms",
                PER_SECOND,
                micros[MEASURED / 2] / 1_000.0,
                micros[MEASURED * 99 / 100] / 1_000.0,
                micros[MEASURED - 1] / 1_000.0);
    }

    private static void catchUp(TestClient ann, TestClient ben) throws StoreException, ProfileException {
        ben.close();
        ConversationId conversation = ann.with("ben");
        for (int i = 0; i < BACKLOG; i++) {
            ann.core().chat().send(conversation, "backlog " + i);
            if (i % 500 == 499) {
                await().atMost(Duration.ofMinutes(2)).until(() -> outbox(ann) == 0);
            }
        }
        long start = System.nanoTime();
        ben.restart(true);
        long before = cursor(ben);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(3))
                .until(() -> cursor(ben) >= before + BACKLOG);
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOG.warn("catch-up of {} events: {} ms, {} events/s", BACKLOG, millis, BACKLOG * 1_000L / millis);
    }

    private static long outbox(TestClient client) throws StoreException {
        return client.core().store().read(tx -> tx.outbox().size());
    }

    private static long cursor(TestClient client) throws StoreException {
        return client.core()
                .store()
                .read(tx -> tx.cursor().get())
                .map(Cursor::ev)
                .orElse(0L);
    }
}
