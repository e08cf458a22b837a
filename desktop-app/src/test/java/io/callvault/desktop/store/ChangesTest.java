package io.callvault.desktop.store;

import static io.callvault.desktop.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.ConversationDigest;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.message.Body;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits and deletes: what is shown follows from what is here, whatever order it came in. */
class ChangesTest {

    @TempDir
    private Path folder;

    private StoreFixture f;

    @BeforeEach
    void open() throws StoreException {
        f = new StoreFixture(folder.resolve("a"), 7);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void theLastEditCountsAndKeepsThePlace() {
        IncomingMessage first = f.fromBen(1, "one");
        f.apply(first);
        f.apply(f.change(f.ben, 3, new Body.Edit(first.clientId(), "three"), 1));
        f.apply(f.change(f.ben, 2, new Body.Edit(first.clientId(), "two"), 1));
        StoredMessage shown = at(1);
        assertThat(text(shown)).isEqualTo("three");
        assertThat(shown.changed().edited()).isTrue();
        assertThat(shown.changed().deleted()).isFalse();
        assertThat(conversationPreview()).isEqualTo("three");
    }

    @Test
    void aDeleteCountsForEverAndTheWordsAreGone() {
        IncomingMessage first = f.fromBen(1, "secret one");
        f.apply(first);
        f.apply(f.change(f.ben, 2, new Body.Edit(first.clientId(), "secret two"), 1));
        f.apply(f.change(f.ben, 3, new Body.Delete(first.clientId()), 1));
        f.apply(f.change(f.ben, 4, new Body.Edit(first.clientId(), "secret late"), 1));
        StoredMessage shown = at(1);
        assertThat(shown.changed().deleted()).isTrue();
        assertThat(text(shown)).isEmpty();
        assertThat(rows()).hasSize(4).extracting(StoredMessage::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows()).noneMatch(row -> row.content().toString().contains("secret"));
    }

    @Test
    void aChangeThatComesBeforeItsMessageWaitsForIt() {
        IncomingMessage first = f.fromBen(1, "old");
        IncomingMessage second = f.fromBen(2, "going");
        f.apply(f.change(f.ben, 4, new Body.Edit(first.clientId(), "new"), 1));
        f.apply(f.change(f.ben, 5, new Body.Delete(second.clientId()), 2));
        f.apply(second);
        f.apply(first);
        assertThat(text(at(1))).isEqualTo("new");
        assertThat(at(2).changed().deleted()).isTrue();
        assertThat(rows()).noneMatch(row -> row.content().toString().contains("going"));
    }

    @Test
    void onlyTheAuthorMayChangeAMessage() {
        IncomingMessage first = f.fromBen(1, "mine");
        f.apply(first);
        f.apply(f.change(f.ada, 2, new Body.Edit(first.clientId(), "yours"), 1));
        f.apply(f.change(f.ada, 3, new Body.Delete(first.clientId()), 1));
        assertThat(text(at(1))).isEqualTo("mine");
        assertThat(at(1).changed().edited() || at(1).changed().deleted()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyOrderOfArrivalEndsInTheSameDigest(long seed) throws StoreException {
        Random random = new Random(seed);
        List<IncomingMessage> log = new ArrayList<>();
        List<IncomingMessage> messages = new ArrayList<>();
        for (long seq = 1; seq <= 60; seq++) {
            if (messages.isEmpty() || random.nextInt(3) == 0) {
                IncomingMessage message = f.fromBen(seq, "m" + seq);
                messages.add(message);
                log.add(message);
            } else {
                IncomingMessage target = messages.get(random.nextInt(messages.size()));
                Body body = random.nextInt(4) == 0
                        ? new Body.Delete(target.clientId())
                        : new Body.Edit(target.clientId(), "e" + seq);
                log.add(f.change(
                        random.nextInt(5) == 0 ? f.ada : f.ben,
                        seq,
                        body,
                        target.stored().seq()));
            }
        }
        log.forEach(f::apply);
        ConversationDigest inOrder = digest(f);
        List<IncomingMessage> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, random);
        try (StoreFixture other = new StoreFixture(folder.resolve("b"), 7)) {
            // Doubles, too: everything may come twice.
            Stream.concat(shuffled.stream(), shuffled.stream().limit(20)).forEach(other::apply);
            assertThat(digest(other)).isEqualTo(inOrder);
        }
        assertThat(inOrder.complete()).isTrue();
        assertThat(inOrder.rows()).isEqualTo(60);
    }

    @Test
    void theDigestTellsEverythingThatMattersApart() throws StoreException {
        IncomingMessage first = f.fromBen(1, "one");
        f.apply(first);
        ConversationDigest one = digest(f);
        f.apply(f.change(f.ben, 3, new Body.Edit(first.clientId(), "other"), 1));
        ConversationDigest edited = digest(f);
        assertThat(edited.sha256()).isNotEqualTo(one.sha256());
        assertThat(edited.complete()).as("seq 2 is missing").isFalse();
        f.apply(f.fromBen(2, "two"));
        assertThat(digest(f).complete()).isTrue();
        f.send("pending");
        assertThat(digest(f).rows()).isEqualTo(3);
    }

    private static ConversationDigest digest(StoreFixture fixture) throws StoreException {
        return fixture.store.read(tx -> tx.messages().digest(fixture.chat));
    }

    private StoredMessage at(long seq) {
        return rows().stream().filter(row -> row.seq() == seq).findFirst().orElseThrow();
    }

    private List<StoredMessage> rows() {
        return await(f.store.readAsync(tx -> tx.messages().newest(f.chat, 100)));
    }

    private String conversationPreview() {
        return await(f.store.readAsync(
                tx -> text(tx.conversations().find(f.chat).orElseThrow().last().orElseThrow())));
    }

    private static String text(StoredMessage message) {
        return message.content() instanceof Content.Said(Body.Text(String text)) ? text : "?";
    }
}
