package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.row.ChainLink;
import io.callvault.desktop.store.row.OutboxEntry;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged database never opens as an empty, older or other one in silence. */
class DamageTest {

    /** From the third byte of the length to the end: of the length 2, nonce 12, kind 1, id 16, "second" 6, tag 16. */
    private static final int LAST_DRAFT_RECORD = 2 + 12 + 1 + 16 + 6 + 16;

    @TempDir
    private Path folder;

    @Test
    void aNewFolderIsAnnouncedAsNew() throws StoreException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).isEqualTo(new Opened.Created());
        }
    }

    @Test
    void aMissingFileIsNoticed() throws StoreException, IOException {
        fill();
        Files.delete(database());
        assertRebuilt("gone");
    }

    @Test
    void aFileCutShortIsNoticedWhereverItIsCut() throws StoreException, IOException {
        fill();
        byte[] good = Files.readAllBytes(database());
        byte[] anchor = Files.readAllBytes(folder.resolve("vault.anchor"));
        int noticed = 0;
        for (int part = 0; part < 8; part++) {
            int length = (int) ((long) good.length * part / 8);
            Files.write(database(), java.util.Arrays.copyOf(good, length));
            Files.write(folder.resolve("vault.anchor"), anchor);
            // Where only H2's tidying up is cut off nothing is missing: then every text must be right.
            noticed += readAll("cut to " + length) ? 0 : 1;
        }
        assertThat(noticed).isGreaterThanOrEqualTo(3);
        assertThat(asides()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void anOlderCopyIsNoticed() throws StoreException, IOException {
        fill();
        byte[] old = Files.readAllBytes(database());
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            await(store.update(tx -> tx.settings().put("newer", "yes")));
        }
        Files.write(database(), old);
        assertRebuilt("older copy");
    }

    @Test
    void aDatabaseOfAnotherKeyIsSetAsideWhole() throws StoreException, IOException {
        fill();
        byte[] before = Files.readAllBytes(database());
        byte[] other = new byte[StoreKey.LENGTH];
        other[0] = 1;
        try (Store store = Store.open(folder, new StoreKey(Bytes.copyOf(other)))) {
            assertThat(store.opened()).isInstanceOf(Opened.Rebuilt.class);
            assertThat(((Opened.Rebuilt) store.opened()).reason()).contains("another key");
        }
        Path aside = asides().stream()
                .filter(file -> file.toString().contains(".mv.db.broken-"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readAllBytes(aside)).isEqualTo(before);
        Files.move(aside, database(), StandardCopyOption.REPLACE_EXISTING);
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).as("with its own key it opens again").isEqualTo(new Opened.Existing());
        }
    }

    @Test
    void onlyTheNewestFewAreKept() throws StoreException, IOException {
        fill();
        for (int i = 0; i < 5; i++) {
            Files.write(database(), new byte[] {1, 2, 3});
            try (Store store = Store.open(folder, StoreFixture.KEY)) {
                assertThat(store.opened()).isInstanceOf(Opened.Rebuilt.class);
            }
        }
        assertThat(asides()).hasSize(3);
    }

    /** Every single flipped bit is either harmless (H2's spare copies, free space) or noticed: never a wrong answer. */
    @Test
    void aFlippedBitIsNeverAWrongAnswer() throws StoreException, IOException {
        fill();
        byte[] good = Files.readAllBytes(database());
        byte[] anchor = Files.readAllBytes(folder.resolve("vault.anchor"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int noticed = 0;
        for (int round = 0; round < 60; round++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(database(), bad);
            Files.write(folder.resolve("vault.anchor"), anchor);
            Files.deleteIfExists(folder.resolve("vault.damaged"));
            noticed += readAll("seed " + seed + ", byte " + at) ? 0 : 1;
        }
        System.out.println("FIGURE bit flips: 60 flipped, " + noticed + " noticed, the rest without effect");
        assertThat(noticed).isPositive();
    }

    @Test
    void whatIsPreciousComesBackFromTheSecondLog() throws StoreException, IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        List<Bytes> sealed = new ArrayList<>();
        ClientMessageId gone;
        ConversationId chat;
        try (StoreFixture f = new StoreFixture(folder, 5)) {
            chat = f.chat;
            for (int i = 1; i <= 4; i++) {
                PendingMessage message = f.sealed(key, i);
                sealed.add(message.envelope());
                await(f.store.update(tx -> tx.messages().insertPending(message)));
            }
            gone = f.store
                    .<List<OutboxEntry>>read(tx -> tx.outbox().due(0, 9, 9))
                    .getFirst()
                    .clientId();
            f.applyAck(gone, 1);
            await(f.store.update(tx -> tx.drafts().save(f.chat, "half a thought")));
        }
        Files.delete(database());
        for (int round = 0; round < 2; round++) {
            try (Store store = Store.open(folder, StoreFixture.KEY)) {
                assertThat(store.<List<Bytes>>read(tx -> tx.outbox().due(0, 9, 9).stream()
                                .map(OutboxEntry::envelope)
                                .toList()))
                        .containsExactlyElementsOf(sealed.subList(1, 4));
                assertThat(store.<String>read(tx -> tx.drafts().get(chat))).isEqualTo("half a thought");
                assertThat(store.<ChainLink>read(tx -> tx.conversations().chain(chat)))
                        .isEqualTo(new ChainLink(4, EnvelopeCodec.chainHash(sealed.get(3))));
                assertThat(store.<String>read(
                                tx -> tx.account().get().orElseThrow().handle()))
                        .isEqualTo("ada");
            }
        }
    }

    /** Those behind it went out since: what was refused does not go out by itself because a database was lost. */
    @Test
    void whatWasRefusedComesBackAsRefusedAndWhatWasTriedAgainBehindTheOthers() throws StoreException, IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        SendFailure failure = new SendFailure("clock_skew", "The clock is too far off. Set it.", true);
        List<ClientMessageId> ids = new ArrayList<>();
        try (StoreFixture f = new StoreFixture(folder, 5)) {
            for (int i = 1; i <= 4; i++) {
                PendingMessage message = f.sealed(key, i);
                await(f.store.update(tx -> tx.messages().insertPending(message)));
            }
            f.store.<List<OutboxEntry>>read(tx -> tx.outbox().due(0, 9, 9)).forEach(entry -> ids.add(entry.clientId()));
            await(f.store.update(tx -> tx.outbox().fail(ids.get(1), failure)));
            await(f.store.update(tx -> tx.outbox().fail(ids.get(2), failure)));
            await(f.store.update(tx -> tx.outbox().retry(ids.get(1))));
        }
        Files.delete(database());
        List<ClientMessageId> waiting = List.of(ids.get(0), ids.get(3), ids.get(1));
        for (int round = 0; round < 2; round++) {
            try (Store store = Store.open(folder, StoreFixture.KEY)) {
                assertThat(due(store)).as("round %d", round).isEqualTo(waiting);
            }
        }
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            // Only what is marked as refused can be tried again.
            await(store.update(tx -> tx.outbox().retry(ids.get(2))));
            assertThat(due(store)).endsWith(ids.get(2)).hasSize(4);
        }
    }

    private static List<ClientMessageId> due(Store store) throws StoreException {
        return store.read(tx ->
                tx.outbox().due(0, 9, 9).stream().map(OutboxEntry::clientId).toList());
    }

    @Test
    void damageFoundWhileRunningIsMendedAtTheNextStart() throws StoreException, IOException {
        fill();
        Files.write(folder.resolve("vault.damaged"), new byte[0]);
        assertRebuilt("damaged");
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).isEqualTo(new Opened.Existing());
        }
    }

    /**
     * The newest part of the file is hurt, and H2 opens it as it stood before: what was told durable is put back, nothing that
     * was thrown away comes back, nothing stands twice.
     */
    @Test
    void aFallbackToAnOlderStateLosesNothingThatIsPrecious() throws StoreException, IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int fellBack = 0;
        for (int round = 0; round < 12; round++) {
            Path profile = folder.resolve("round" + round);
            List<Bytes> sealed = new ArrayList<>();
            ConversationId chat;
            Path crashed = folder.resolve("crashed" + round);
            try (StoreFixture f = new StoreFixture(profile, 5)) {
                chat = f.chat;
                for (int i = 1; i <= 12; i++) {
                    PendingMessage message = f.sealed(key, i);
                    sealed.add(message.envelope());
                    await(f.store.update(tx -> tx.messages().insertPending(message)));
                }
                ClientMessageId thrownAway = f.store
                        .<List<OutboxEntry>>read(tx -> tx.outbox().due(0, 99, 99))
                        .getLast()
                        .clientId();
                await(f.store.update(tx -> tx.outbox().discard(thrownAway)));
                sealed.removeLast();
                await(f.store.update(tx -> tx.drafts().save(f.chat, "half a thought")));
                // As it stands now, without the tidying up of an orderly end.
                copyFiles(profile, crashed);
            }
            Path file = crashed.resolve("vault.mv.db");
            byte[] bytes = Files.readAllBytes(file);
            int at = (int) (bytes.length * (0.3 + 0.6 * random.nextDouble()));
            java.util.Arrays.fill(bytes, at, Math.min(bytes.length, at + 4_124 * (1 + random.nextInt(4))), (byte) 0);
            Files.write(file, bytes);
            try (Store store = Store.open(crashed, StoreFixture.KEY)) {
                List<Bytes> queued = readable(
                        store,
                        tx -> tx.outbox().due(0, 99, 99).stream()
                                .map(OutboxEntry::envelope)
                                .toList());
                String draft = readable(store, tx -> tx.drafts().get(chat));
                await(store.update(tx -> tx.settings().put("still", "writable")));
                fellBack += store.opened() instanceof Opened.Rebuilt ? 1 : 0;
                String where = "seed " + seed + ", round " + round + ", " + store.opened();
                assertThat(queued).as(where).containsExactlyElementsOf(sealed);
                assertThat(draft).as(where).isEqualTo("half a thought");
            }
        }
        System.out.println("FIGURE zeroed parts: 12 files, " + fellBack + " made anew, outbox and drafts whole in all");
    }

    /**
     * The damage lies where opening does not look, only the replay of the second log does: the profile opens all the same. It once
     * refused to, at every start.
     */
    @Test
    void damageThatOnlyTheReplayMeetsIsMendedAtTheStart() throws StoreException, IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        List<Bytes> sealed = new ArrayList<>();
        Path crashed = folder.resolve("crashed");
        try (StoreFixture f = new StoreFixture(folder.resolve("profile"), 5)) {
            for (int i = 1; i <= 60; i++) {
                PendingMessage message = f.sealed(key, i);
                sealed.add(message.envelope());
                await(f.store.update(tx -> tx.messages().insertPending(message)));
            }
            copyFiles(folder.resolve("profile"), crashed);
        }
        int blocks = (int) (Files.size(crashed.resolve("vault.mv.db")) - 64) / 4_124;
        int met = 0;
        // The newest state is at the end; what lies before is out of date.
        for (int block = blocks - 30; block < blocks; block++) {
            Path profile = folder.resolve("block" + block);
            copyFiles(crashed, profile);
            try (RandomAccessFile file =
                    new RandomAccessFile(profile.resolve("vault.mv.db").toFile(), "rw")) {
                file.seek(64 + 4_124L * block + 100);
                file.write(new byte[64]);
            }
            try (Store store = Store.open(profile, StoreFixture.KEY)) {
                met += store.opened() instanceof Opened.Rebuilt(String why) && why.contains("a part") ? 1 : 0;
                List<Bytes> queued = readable(
                        store,
                        tx -> tx.outbox().due(0, 99, 99).stream()
                                .map(OutboxEntry::envelope)
                                .toList());
                assertThat(queued).as("block " + block).containsExactlyElementsOf(sealed);
            }
        }
        assertThat(met).as("blocks that only the replay reads").isPositive();
    }

    /** Found by a read, not at the start: the store sets the database aside and goes on, without a restart. */
    @Test
    void damageMetWhileRunningIsMendedAtOnce() throws StoreException, IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        Bytes waiting;
        try (StoreFixture f = new StoreFixture(folder, 5)) {
            PendingMessage message = f.sealed(key, 1);
            waiting = message.envelope();
            await(f.store.update(tx -> tx.messages().insertPending(message)));
        }
        fill();
        List<StoreNews> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            store.subscribe(told::add);
            byte[] bytes = Files.readAllBytes(database());
            try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
                for (int at = 64 + 2 * 4_124; at + 4_124 <= bytes.length; at += 4_124) {
                    file.seek(at + 100);
                    file.write(new byte[64]);
                }
            }
            int failed = 0;
            for (int i = 0; i < 200 && failed == 0; i++) {
                try {
                    String name = "n" + i;
                    store.<Boolean>read(tx -> tx.settings().get(name).isPresent());
                } catch (StoreException damaged) {
                    failed++;
                }
            }
            assertThat(failed).as("a read meets the damage").isPositive();
            Awaitility.await().until(() -> told.stream().anyMatch(StoreNews.Rebuilt.class::isInstance));
            assertThat(store.health()).isEqualTo(new Health.Fine());
            assertThat(store.opened()).isInstanceOf(Opened.Rebuilt.class);
            List<Bytes> queued = readable(
                    store,
                    tx -> tx.outbox().due(0, 9, 9).stream()
                            .map(OutboxEntry::envelope)
                            .toList());
            assertThat(queued).containsExactly(waiting);
            await(store.update(tx -> tx.settings().put("after", "yes")));
        }
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).isEqualTo(new Opened.Existing());
            assertThat(store.<Boolean>read(tx -> tx.settings().get("after").isPresent()))
                    .isTrue();
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** A read that meets damage fails, and the store mends itself; whoever reads again gets an answer. */
    private static <T> T readable(Store store, TxWork<T> work) {
        return Awaitility.await()
                .ignoreExceptionsInstanceOf(StoreException.class)
                .until(() -> store.read(work), all -> true);
    }

    /** Whether all was readable; whatever is read is right. */
    private boolean readAll(String where) {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            if (store.opened() instanceof Opened.Rebuilt) {
                return false;
            }
            List<String> texts = store.read(tx -> {
                List<String> found = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    found.add(tx.settings().get("n" + i).orElse(""));
                }
                return found;
            });
            for (int i = 0; i < 200; i++) {
                assertThat(texts.get(i)).as(where).isEqualTo(text(i));
            }
            return true;
        } catch (StoreException e) {
            assertThat(e).as(where).hasMessageContaining("database");
            return false;
        }
    }

    private void assertRebuilt(String reason) throws StoreException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            assertThat(store.opened()).isInstanceOf(Opened.Rebuilt.class);
            assertThat(((Opened.Rebuilt) store.opened()).reason()).contains(reason);
            assertThat(store.<Boolean>read(tx -> tx.settings().get("n1").isEmpty()))
                    .isTrue();
        }
    }

    private void fill() throws StoreException, IOException {
        try (Store store = Store.open(folder, StoreFixture.KEY)) {
            for (int i = 0; i < 200; i++) {
                int number = i;
                await(store.update(tx -> tx.settings().put("n" + number, text(number))));
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "r")) {
            assertThat(file.length()).isGreaterThan(100_000);
        }
    }

    private static String text(int number) {
        return ("text " + number + " ").repeat(60);
    }

    private Path database() {
        return folder.resolve("vault.mv.db");
    }

    private List<Path> asides() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().contains(".broken-")).toList();
        }
    }

    /** The record itself, or its length, which then looks like a torn end. */
    @Test
    void aHurtLogDoesNotBringAnOlderDraftBack() throws IOException, StoreException {
        for (int fromEnd : new int[] {3, LAST_DRAFT_RECORD}) {
            Path profile = Files.createDirectory(folder.resolve("hurt" + fromEnd));
            ConversationId chat;
            try (StoreFixture f = new StoreFixture(profile, 7)) {
                chat = f.chat;
                await(f.store.update(tx -> tx.drafts().save(f.chat, "first")));
                await(f.store.update(tx -> tx.drafts().save(f.chat, "second")));
            }
            Path log = profile.resolve("precious.log");
            byte[] bytes = Files.readAllBytes(log);
            bytes[bytes.length - fromEnd] ^= 1;
            Files.write(log, bytes);
            try (Store store = Store.open(profile, StoreFixture.KEY)) {
                assertThat(store.<String>read(tx -> tx.drafts().get(chat)))
                        .as("changed %d bytes from the end", fromEnd)
                        .isEqualTo("second");
            }
        }
    }
}
