package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.testing.FaultyServer.Trouble;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.ServerProcess;
import io.callvault.signaling.testing.StubbornSender;
import io.callvault.signaling.testing.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies at each named point, on a disk that keeps only what was forced. */
class PointKillTest {

    private static final int MESSAGES = 40;

    @TempDir
    private Path folder;

    private Optional<ServerProcess> process = Optional.empty();

    @AfterEach
    void stop() {
        process.ifPresent(ServerProcess::close);
    }

    @Test
    void whatWasAcknowledgedSurvivesDeathAtEveryPoint() throws Exception {
        URI uri = launch(0, Trouble.none());
        Person ada = Person.signUp(uri, "ada");
        Person ben = Person.signUp(uri, "ben");
        ConversationId conversation = ada.befriend(ben);
        StubbornSender sender = new StubbornSender(ada, conversation, MESSAGES * Point.values().length);
        current().kill();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(sender::run);
        for (Point point : Point.values()) {
            launch(uri.getPort(), new Trouble(point, 5, Set.of()));
            assertThat(current().exit(20)).as("killed %s", point).isEqualTo(9);
        }
        launch(uri.getPort(), Trouble.none());
        sending.get(30, TimeUnit.SECONDS);
        List<EventBody.MessageStored> stored = ben.messages(conversation).messages();
        assertThat(stored)
                .extracting(EventBody.MessageStored::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        assertThat(stored)
                .extracting(EventBody.MessageStored::envelope)
                .containsExactlyElementsOf(
                        sender.sent().stream().map(Frame.Send::envelope).toList());
        sender.acks()
                .values()
                .forEach(ack ->
                        assertThat(stored.get((int) ack.seq() - 1).messageId()).isEqualTo(ack.messageId()));
    }

    /** The same test would see it: the disk and the points can tell a good server from a bad one. */
    @Test
    void aServerThatAnswersBeforeTheCommitLosesWhatItAcknowledged() {
        URI uri = launch(0, Trouble.none());
        Person ada = Person.signUp(uri, "ada");
        ConversationId conversation = ada.befriend(Person.signUp(uri, "ben"));
        current().kill();
        launch(uri.getPort(), new Trouble(Point.BEFORE_COMMIT, 1, Set.of(Broken.ACK_BEFORE_COMMIT)));
        try (Wire wire = ada.connect()) {
            wire.send(ada.text(conversation, "promised"));
            assertThat(wire.await(Frame.Ack.class).dup()).isFalse();
        }
        assertThat(current().exit(20)).isEqualTo(9);
        launch(uri.getPort(), Trouble.none());
        assertThat(ada.messages(conversation).messages()).isEmpty();
    }

    private ServerProcess current() {
        return process.orElseThrow();
    }

    private URI launch(int port, Trouble trouble) {
        ServerProcess launched = ServerProcess.launchFaulty(folder.resolve("data"), port, trouble);
        process = Optional.of(launched);
        return launched.ready();
    }
}
