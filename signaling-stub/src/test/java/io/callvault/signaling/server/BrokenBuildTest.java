package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.fault.Broken;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.store.StoreOptions;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Broken builds break what they say, and no command line can make one. */
class BrokenBuildTest {

    @TempDir
    private Path data;

    @Test
    void withoutDedupeAMessageSentTwiceStandsTwice() throws Exception {
        assertThat(seqsOfAMessageSentTwice(Set.of(Broken.SKIP_DEDUPE))).containsExactly(1L, 2L);
        assertThat(seqsOfAMessageSentTwice(Set.of())).containsExactly(1L, 1L);
    }

    private List<Long> seqsOfAMessageSentTwice(Set<Broken> broken) throws Exception {
        Path folder = data.resolve(broken.toString());
        try (SignalingServer server = SignalingServer.start(
                ServerConfig.in(folder).withEchoDelay(Duration.ZERO).withBroken(broken))) {
            Person ada = Person.signUp(server.uri(), "ada");
            ConversationId conversation = ada.befriend(Person.signUp(server.uri(), "ben"));
            try (Wire wire = ada.connect()) {
                Frame.Send send = ada.text(conversation, "twice");
                wire.send(send);
                wire.send(send);
                return List.of(
                        wire.await(Frame.Ack.class).seq(),
                        wire.await(Frame.Ack.class).seq());
            }
        }
    }

    @Test
    void thePointsComeInTheirOrder() throws Exception {
        List<Point> visited = new CopyOnWriteArrayList<>();
        try (SignalingServer server = SignalingServer.start(
                ServerConfig.in(data).withEchoDelay(Duration.ZERO).withPoints(visited::add))) {
            Person.signUp(server.uri(), "ada");
            Awaitility.await().until(() -> visited.contains(Point.MID_FAN_OUT));
        }
        assertThat(visited.subList(0, visited.indexOf(Point.MID_FAN_OUT) + 1))
                .containsSubsequence(Point.BEFORE_COMMIT, Point.AFTER_COMMIT, Point.BEFORE_ACK, Point.MID_FAN_OUT);
    }

    /** Neither by an option nor by a property or variable: the class that reads the command line does not know them. */
    @Test
    void theCommandLineCannotBreakTheServer() throws IOException {
        List<String> options = new CommandLine(new ServerMain())
                .getCommandSpec().options().stream()
                        .flatMap(option -> Arrays.stream(option.names()))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        assertThat(options).contains("--data").noneMatch(name -> name.contains("broken") || name.contains("fault"));
        Stream<Class<?>> held = Arrays.stream(ServerMain.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .<Class<?>>map(Field::getType);
        assertThat(held).doesNotContain(Broken.class, StoreOptions.class);
        Path source = Path.of("src/main/java/io/callvault/signaling/server/ServerMain.java");
        assertThat(Files.readString(source)).doesNotContain("withBroken", "Broken", "withPoints", "withDisk");
        assertThat(ServerConfig.in(data).store().broken()).isEmpty();
    }
}
