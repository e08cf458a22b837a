package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that was put back gets a new epoch, once, and every client hears of it; nobody else can bring one about. */
class RestoredBackupTest {

    @TempDir
    private Path folder;

    private Path data;
    private Path backup;
    private int port;
    private SignalingServer server;
    private Person ada;
    private Person ben;
    private ConversationId conversation;

    @BeforeEach
    void start() throws ServerStartException {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
        launch(false);
        port = server.port();
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        conversation = ada.befriend(ben);
        write(ada, 3);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCopyPutInPlaceGetsANewEpochBeforeAnybodyConnects() throws Exception {
        Frame.Hello stale = after(ben);
        String before = stale.epoch().orElseThrow();
        backUp();
        write(ada, 2);
        Frame.Hello ahead = after(ada);
        restore(false);
        assertThat(epoch()).isNotEqualTo(before);
        assertThat(hello(stale)).isEqualTo(Frame.Resume.RESYNC);
        assertThat(hello(ahead)).isEqualTo(Frame.Resume.RESYNC);
        String now = epoch();
        restart();
        assertThat(epoch()).as("once").isEqualTo(now);
        assertThat(hello(after(ben))).isEqualTo(Frame.Resume.OK);
    }

    /** Overwritten in place the file has the same identity: the first client that knows more brings it out. */
    @Test
    void aClientThatIsAheadEndsTheEpochForEverybody() throws Exception {
        backUp();
        write(ada, 2);
        Frame.Hello ahead = after(ada);
        restore(true);
        String before = epoch();
        assertThat(before).isEqualTo(ahead.epoch().orElseThrow());
        Frame.Hello stale = after(ben);
        try (Wire bens = ben.connect()) {
            assertThat(hello(ahead)).isEqualTo(Frame.Resume.RESYNC);
            assertThat(bens.closed()).isEqualTo("1001 new_epoch");
        }
        String now = epoch();
        assertThat(now).isNotEqualTo(before);
        assertThat(hello(stale)).isEqualTo(Frame.Resume.RESYNC);
        assertThat(hello(ahead)).isEqualTo(Frame.Resume.RESYNC);
        assertThat(epoch()).as("once").isEqualTo(now);
        restart();
        assertThat(epoch()).isEqualTo(now);
    }

    /** The restored server has given that ev to another event already. */
    @Test
    void anotherEventAtTheCursorEndsTheEpochToo() throws Exception {
        backUp();
        write(ada, 2);
        Frame.Hello ahead = after(ada);
        restore(true);
        write(ada, 7);
        String before = epoch();
        SyncApi.Snapshot other = ada.snapshot();
        assertThat(other.headEv()).isGreaterThan(ahead.lastEventSeq());
        Optional<EventId> id = ahead.lastEventId();
        assertThat(ada.get("/api/events?since=" + ahead.lastEventSeq() + "&epoch=" + before + "&event_id="
                                + id.orElseThrow())
                        .problem())
                .isEqualTo("cursor_expired");
        assertThat(epoch()).isNotEqualTo(before);
    }

    @Test
    void whoInventsACursorIsToldToResyncAndNobodyElse() {
        String before = epoch();
        Frame.Hello good = after(ada);
        try (Wire bens = ben.connect()) {
            assertThat(hello(with(good, good.lastEventSeq() + 1_000, Person.IDS.eventId())))
                    .isEqualTo(Frame.Resume.RESYNC);
            assertThat(hello(with(
                            good, good.lastEventSeq() + 1, good.lastEventId().orElseThrow())))
                    .isEqualTo(Frame.Resume.RESYNC);
            assertThat(hello(with(
                            good, good.lastEventSeq(), after(ben).lastEventId().orElseThrow())))
                    .isEqualTo(Frame.Resume.RESYNC);
            assertThat(epoch()).isEqualTo(before);
            assertThat(bens.isOpen()).isTrue();
        }
    }

    @Test
    void anAdministratorWhoKnowsSaysSo() throws Exception {
        String before = epoch();
        Frame.Hello good = after(ada);
        server.close();
        launch(true);
        assertThat(epoch()).isNotEqualTo(before);
        assertThat(hello(good)).isEqualTo(Frame.Resume.RESYNC);
        restart();
        assertThat(hello(after(ada))).isEqualTo(Frame.Resume.OK);
    }

    private static Frame.Hello with(Frame.Hello hello, long ev, EventId id) {
        return new Frame.Hello(
                hello.proto(),
                hello.accessToken(),
                hello.deviceId(),
                hello.instanceId(),
                hello.epoch(),
                ev,
                Optional.of(id));
    }

    /** What a device says that has everything there is now. */
    private static Frame.Hello after(Person person) {
        SyncApi.Snapshot snapshot = person.snapshot();
        return new Frame.Hello(
                Frame.PROTO,
                person.tokens.accessToken(),
                person.device,
                "test",
                Optional.of(snapshot.epoch()),
                snapshot.headEv(),
                snapshot.headEventId());
    }

    private Frame.Resume hello(Frame.Hello hello) {
        try (Wire wire = new Wire(server.uri())) {
            wire.send(hello);
            Optional<Frame.Welcome> welcome = wire.poll(Frame.Welcome.class, frame -> true);
            if (welcome.isPresent()) {
                return welcome.get().resume();
            }
            // Who brings a new epoch about is asked to connect anew with the others.
            assertThat(wire.closed()).isEqualTo("1001 new_epoch");
        }
        return hello(hello);
    }

    private String epoch() {
        return ada.snapshot().epoch();
    }

    private void write(Person person, int count) {
        try (Wire wire = person.connect()) {
            for (int i = 0; i < count; i++) {
                wire.send(person.text(conversation, "message " + i));
                wire.await(Frame.Ack.class);
            }
        }
    }

    private void launch(boolean restored) throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data)
                .withPort(port)
                .withEchoDelay(Duration.ZERO)
                .withRestored(restored));
    }

    private void restart() throws ServerStartException {
        server.close();
        launch(false);
    }

    private void backUp() throws Exception {
        server.close();
        copy(data, backup);
        launch(false);
    }

    /** @param inPlace the bytes are written over those of the old file; else the copy takes its place */
    private void restore(boolean inPlace) throws Exception {
        server.close();
        if (inPlace) {
            for (String name : names(backup)) {
                Files.write(data.resolve(name), Files.readAllBytes(backup.resolve(name)));
            }
        } else {
            // The old one stays until the copy is there, or the file system could give the copy the old one's inode.
            Files.move(data, folder.resolve("set aside"));
            copy(backup, data);
        }
        launch(false);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : names(from)) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> names(Path of) throws IOException {
        try (var files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
