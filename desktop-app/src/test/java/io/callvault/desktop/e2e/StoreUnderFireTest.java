package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.vault.OsKeyStore;
import io.callvault.model.crypto.Bytes;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole client whose files were hurt: it opens at once, nothing of the user's own is lost, the history comes back. */
class StoreUnderFireTest {

    private static final Duration MOST = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private SignalingServer server;
    private TestClient ann;
    private TestClient ben;
    private final List<String> texts = new ArrayList<>();
    private final FakeKeyStore keys = new FakeKeyStore();

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ben = new TestClient(folder.resolve("ben"), server.uri());
        ben.signUp("ben");
        ann = new TestClient(
                folder.resolve("ann"),
                server.uri(),
                ClientCore.Environment.real().withKeyStore(keys));
        ann.signUp("ann");
        ann.befriend(ben);
        IntStream.rangeClosed(1, 12).mapToObj(i -> "text " + i).forEach(text -> {
            (texts.size() % 3 == 0 ? ben : ann).write(texts.size() % 3 == 0 ? "ann" : "ben", text);
            texts.add(text);
            ann.shows("ben", texts);
        });
    }

    @AfterEach
    void stop() {
        ann.close();
        ben.close();
        server.close();
    }

    /** What is done to the files of a closed client. */
    private interface Hurt {
        void on(Path store, Random random) throws IOException;
    }

    private record Case(String name, Hurt hurt, boolean logIsWhole) {}

    private static final List<Case> CASES = List.of(
            new Case("truncated", (store, random) -> cut(store.resolve("vault.mv.db"), random), true),
            new Case("zeroed", (store, random) -> zero(store.resolve("vault.mv.db")), true),
            new Case("bits flipped", (store, random) -> flip(store.resolve("vault.mv.db"), random, 200), true),
            new Case("database gone", (store, random) -> Files.delete(store.resolve("vault.mv.db")), true),
            new Case("anchor gone", (store, random) -> Files.delete(store.resolve("vault.anchor")), true),
            new Case("anchor flipped", (store, random) -> flip(store.resolve("vault.anchor"), random, 1), true),
            new Case("log truncated", (store, random) -> cut(store.resolve("precious.log"), random), true),
            new Case("log flipped", (store, random) -> flip(store.resolve("precious.log"), random, 20), true),
            new Case("log zeroed", (store, random) -> zero(store.resolve("precious.log")), true),
            new Case("leftovers", (store, random) -> leftovers(store), true),
            new Case(
                    "both damaged",
                    (store, random) -> {
                        zero(store.resolve("vault.mv.db"));
                        zero(store.resolve("precious.log"));
                    },
                    false));

    @Test
    void everyDamageIsSurvived() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Duration slowest = Duration.ZERO;
        for (Case each : CASES) {
            String where = each.name() + ", seed " + seed;
            ann.airplaneMode(true);
            String waiting = "waiting while " + each.name();
            ann.write("ben", waiting);
            ann.core().chat().saveDraft(ann.with("ben"), "draft of " + each.name());
            ann.close();
            each.hurt().on(folder.resolve("ann").resolve("store"), random);

            long begun = System.nanoTime();
            ann.restart(false);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            assertThat(took).as(where).isLessThan(MOST);
            if (each.logIsWhole()) {
                assertThat(drafts()).as(where).containsExactly("draft of " + each.name());
                texts.add(waiting);
            }
            ann.airplaneMode(false);
            ann.online();
            ann.until(() -> ann.conversation("ben").isPresent());
            ben.shows("ann", texts);
            ann.shows("ben", texts);
        }
        System.out.println("FIGURE store under fire: " + CASES.size() + " kinds of damage, slowest start "
                + slowest.toMillis() + " ms, history, outbox and drafts back, seed " + seed);
    }

    @Test
    void anEmptiedKeyStoreCostsNothingThatTheServerHas() throws Exception {
        String recovery = ann.core().account().recoveryKey().orElseThrow();
        ann.close();
        keys.secrets.clear();
        ann.restart(true);
        assertThat(ann.core().notices().current()).anySatisfy(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.KEYS_LOST);
            assertThat(notice.sentence()).contains("recovery key", "nothing was deleted", "lost-");
        });
        try (var files = Files.list(folder.resolve("ann"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.startsWith("lost-"));
        }
        ann.recover(recovery);
        ann.until(() -> ann.conversation("ben").isPresent());
        ann.shows("ben", texts);
        ann.write("ben", "back again");
        texts.add("back again");
        ben.shows("ann", texts);
        ann.restart(true);
        ann.shows("ben", texts);
        assertThat(ann.core().notices().current()).isEmpty();
    }

    /** A store that is locked may be unlocked later: nothing is set aside for that. */
    @Test
    void aLockedKeyStoreIsWaitedFor() throws Exception {
        ann.close();
        keys.available = false;
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(ProfileException.class, () -> ann.restart(true))
                        .getMessage())
                .contains("unlock it and start again");
        keys.available = true;
        ann.restart(true);
        ann.shows("ben", texts);
    }

    private List<String> drafts() throws StoreException {
        return ann.core()
                .store()
                .read(tx -> tx.conversations().list().stream()
                        .map(StoredConversation::draft)
                        .filter(draft -> !draft.isEmpty())
                        .toList());
    }

    private static final class FakeKeyStore implements OsKeyStore {

        private final Map<String, Bytes> secrets = new ConcurrentHashMap<>();
        private volatile boolean available = true;

        @Override
        public boolean available() {
            return available;
        }

        @Override
        public Optional<Bytes> load(String name) {
            return Optional.ofNullable(secrets.get(name));
        }

        @Override
        public boolean save(String name, Bytes secret) {
            secrets.put(name, secret);
            return true;
        }
    }

    private static void cut(Path file, Random random) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, random.nextInt(all.length)));
    }

    private static void zero(Path file) throws IOException {
        Files.write(file, new byte[(int) Files.size(file)]);
    }

    private static void flip(Path file, Random random, int bits) throws IOException {
        byte[] all = Files.readAllBytes(file);
        for (int i = 0; i < bits; i++) {
            all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, all);
    }

    private static void leftovers(Path store) throws IOException {
        for (String name : List.of("precious.log.new", "vault.anchor.new", "vault.mv.db.tempFile", "probe.room")) {
            Files.write(store.resolve(name), new byte[] {1, 2, 3});
        }
    }
}
