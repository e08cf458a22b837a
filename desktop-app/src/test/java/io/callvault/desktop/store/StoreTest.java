package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.row.DeadLetter;
import io.callvault.model.id.ClientMessageId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    private Path folder;

    private StoreFixture f;
    private final List<StoreNews> news = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() throws StoreException {
        f = new StoreFixture(folder, 2);
        f.store.subscribe(news::add);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void waitingTransactionsShareACommitAndOneThatFailsDoesNotHurtTheOthers() throws StoreException {
        CountDownLatch gate = new CountDownLatch(1);
        CompletionStage<Done> first = f.store.update(tx -> awaitQuietly(gate));
        List<CompletionStage<Done>> stages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            stages.add(f.store.update(tx -> {
                tx.settings().put("n" + number, "x");
                tx.afterCommit(new StoreNews.CursorMoved(number));
                if (number == 4) {
                    throw new StoreException("not this one");
                }
                if (number == 6) {
                    throw new IllegalStateException("nor this one");
                }
            }));
        }
        gate.countDown();
        await(first);
        assertThat(StoreFixture.failure(stages.get(4))).hasMessage("not this one");
        assertThat(StoreFixture.failure(stages.get(6))).hasMessage("nor this one");
        assertThat(await(stages.get(9))).isEqualTo(Done.DONE);
        for (int i = 0; i < 10; i++) {
            String name = "n" + i;
            assertThat(f.store.<Boolean>read(tx -> tx.settings().get(name).isPresent()))
                    .isEqualTo(i != 4 && i != 6);
        }
        assertThat(news)
                .containsExactlyElementsOf(List.of(0, 1, 2, 3, 5, 7, 8, 9).stream()
                        .<StoreNews>map(StoreNews.CursorMoved::new)
                        .toList());
    }

    @Test
    void newsComeAfterTheCommitAndBeforeTheStage() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        f.store.subscribe(told -> {
            try {
                order.add("news, committed: "
                        + f.store.<Boolean>read(tx -> tx.settings().get("a").isPresent()));
            } catch (StoreException e) {
                order.add(e.toString());
            }
        });
        await(f.store
                .update(tx -> {
                    tx.settings().put("a", "b");
                    tx.afterCommit(new StoreNews.AccountChanged());
                    order.add("work");
                })
                .thenRun(() -> order.add("stage")));
        assertThat(order).containsExactly("work", "news, committed: true", "stage");
    }

    @Test
    void whatTheDatabaseRefusesIsNotQuoted() {
        String secret = "secret".repeat(9_000);
        StringWriter told = new StringWriter();
        StoreFixture.failure(f.store.update(tx -> tx.drafts().save(f.chat, secret)))
                .printStackTrace(new PrintWriter(told));
        assertThat(told.toString()).contains("H2 error 22001").doesNotContain("secret");
    }

    @Test
    void deadLettersDoNotFillTheDisk() throws StoreException {
        int most = DeadLetterStore.MOST;
        await(f.store.update(tx -> {
            for (int i = 0; i < most + 20; i++) {
                tx.deadLetters().add(new DeadLetter(0, i, "frame", Optional.empty(), "?", "why", 0));
            }
        }));
        List<DeadLetter> kept = f.store.read(tx -> tx.deadLetters().list(2 * most));
        assertThat(kept).hasSize(most);
        assertThat(kept.getLast().ev()).isEqualTo(most + 19L);
    }

    @Test
    void aReadCannotWrite() {
        assertThat(StoreFixture.failure(f.store.readAsync(tx -> {
                    tx.settings().put("a", "b");
                    return true;
                })))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void newsOfOneTransactionAboutOneConversationAreOnePiece() {
        ClientMessageId first = f.send("first");
        news.clear();
        await(f.store.update(tx -> {
            tx.messages().applyIncoming(f.fromBen(1, "a"));
            tx.messages().applyIncoming(f.fromBen(2, "b"));
            tx.messages().applyAck(f.ack(first, 3));
        }));
        assertThat(news.stream().filter(StoreNews.ConversationChanged.class::isInstance))
                .hasSize(1);
        assertThat(news.getLast()).isInstanceOf(StoreNews.ConversationChanged.class);
        assertThat(news.stream()
                        .filter(told -> told instanceof StoreNews.MessagesChanged changed
                                && changed.rows().size() >= 2))
                .isNotEmpty();
    }

    @Test
    void anInterruptedCallerDoesNoHarm() throws StoreException {
        Thread.currentThread().interrupt();
        CompletionStage<Done> written = f.store.update(tx -> tx.settings().put("a", "b"));
        assertThat(f.store.<Boolean>read(tx -> tx.settings().get("zzz").isEmpty()))
                .isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(await(written)).isEqualTo(Done.DONE);
        assertThat(f.store.<String>read(tx -> tx.settings().get("a").orElse("")))
                .isEqualTo("b");
    }

    @Test
    void afterTheEndEverythingIsRefusedAndWhatWaitedIsDone() throws StoreException {
        CompletionStage<Done> last = f.store.update(tx -> tx.settings().put("last", "kept"));
        f.store.close();
        assertThat(await(last)).isEqualTo(Done.DONE);
        assertThat(StoreFixture.failure(f.store.update(tx -> tx.settings().put("a", "b"))))
                .isInstanceOf(StoreException.class);
        assertThat(StoreFixture.failure(f.store.readAsync(tx -> tx.settings().get("a"))))
                .isInstanceOf(StoreException.class);
        try (Store again = Store.open(folder, StoreFixture.KEY)) {
            assertThat(again.opened()).isEqualTo(new Opened.Existing());
            assertThat(again.<String>read(tx -> tx.settings().get("last").orElse("")))
                    .isEqualTo("kept");
        }
    }

    private static void awaitQuietly(CountDownLatch gate) {
        boolean open = false;
        while (!open) {
            try {
                gate.await();
                open = true;
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts the store thread", e);
            }
        }
    }
}
