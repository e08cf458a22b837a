package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.model.wire.Frame;
import io.callvault.signaling.bot.EchoIdentity;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Talk;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Echo is always there, whatever the process that takes its calls does. */
class EchoPresenceTest {

    @TempDir
    private Path data;

    @Test
    void itDoesNotGoOfflineWithItsProcessForCalls() throws Exception {
        EchoIdentity.Satellite self;
        try (Store store = Store.open(data, InstantSource.system())) {
            EchoIdentity.load(store, InstantSource.system(), Person.IDS);
            self = EchoIdentity.callDevice(store, InstantSource.system(), Person.IDS);
        }
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(data))) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            ada.befriend(ben);
            Person echo = Person.device(server.uri(), "echo", self.user().id(), self.device(), self.key());
            echo.signIn();
            try (Talk adas = ada.connect()) {
                assertThat(adas.await(
                                        Frame.Presence.class,
                                        seen -> seen.userId().equals(echo.user))
                                .online())
                        .isTrue();
                echo.connect().close();
                ben.connect().close();
                adas.await(Frame.Presence.class, seen -> seen.userId().equals(ben.user) && seen.online());
                await().until(() -> server.connections() == 1);
                ben.connect().close();
                adas.await(Frame.Presence.class, seen -> seen.userId().equals(ben.user) && seen.online());
                assertThat(adas.rest())
                        .filteredOn(frame -> frame instanceof Frame.Presence seen
                                && seen.userId().equals(echo.user))
                        .isEmpty();
            }
        }
    }
}
