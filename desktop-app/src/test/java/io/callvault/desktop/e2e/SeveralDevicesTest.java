package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.ConversationDigest;
import io.callvault.model.id.ConversationId;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person on two devices, and somebody else: whole clients and the real server. */
class SeveralDevicesTest {

    @TempDir
    private Path folder;

    private SignalingServer server;
    private TestClient phone;
    private TestClient laptop;
    private TestClient ben;

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        phone = new TestClient(folder.resolve("phone"), server.uri());
        laptop = new TestClient(folder.resolve("laptop"), server.uri());
        ben = new TestClient(folder.resolve("ben"), server.uri());
        phone.signUp("ann");
        ben.signUp("ben");
        phone.befriend(ben);
    }

    @AfterEach
    void stop() {
        List.of(ben, laptop, phone).forEach(TestClient::close);
        server.close();
    }

    @Test
    void aNewDeviceSeesTheHistoryAndAllComeToTheSameAfterEditsDeletesAndReading() {
        phone.write("ben", "one");
        phone.write("ben", "two");
        phone.write("ben", "three");
        ben.shows("ann", List.of("one", "two", "three"));
        ben.write("ann", "four");
        phone.shows("ben", List.of("one", "two", "three", "four"));
        edit(phone, "one", "ONE");
        delete(phone, "two");
        ben.shows("ann", List.of("ONE", "", "three", "four"));

        laptop.recover(phone.core().account().recoveryKey().orElseThrow());
        laptop.until(() -> laptop.conversation("ben").isPresent());
        laptop.shows("ben", List.of("ONE", "", "three", "four"));
        assertThat(laptop.messages("ben").get(0).flags().edited()).isTrue();
        assertThat(laptop.messages("ben").get(1).flags().deleted()).isTrue();
        assertThat(laptop.messages("ben").getFirst().mine()).isTrue();

        phone.airplaneMode(true);
        edit(laptop, "three", "from the laptop");
        edit(phone, "three", "from the phone");
        laptop.readAll("ben");
        ben.shows("ann", List.of("ONE", "", "from the laptop", "four"));
        phone.airplaneMode(false);
        List<String> last = List.of("ONE", "", "from the phone", "four");
        List.of(phone, laptop).forEach(device -> device.shows("ben", last));
        ben.shows("ann", last);
        phone.until(() -> phone.conversation("ben").orElseThrow().unread() == 0);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            ConversationDigest expected = digest(ben);
            assertThat(expected.complete()).isTrue();
            assertThat(digest(phone)).isEqualTo(expected);
            assertThat(digest(laptop)).isEqualTo(expected);
        });
    }

    private static void edit(TestClient who, String old, String text) {
        assertThat(TestClient.done(
                        who.core().chat().edit(who.with("ben"), row(who, old).id(), text)))
                .isEmpty();
    }

    private static void delete(TestClient who, String text) {
        assertThat(TestClient.done(who.core()
                        .chat()
                        .deleteForEveryone(who.with("ben"), row(who, text).id())))
                .isEmpty();
    }

    private static TimelineRow.Message row(TestClient who, String text) {
        who.until(() -> who.texts("ben").contains(text)
                && who.messages("ben").get(who.texts("ben").indexOf(text)).seq() > 0);
        return who.messages("ben").get(who.texts("ben").indexOf(text));
    }

    private ConversationDigest digest(TestClient who) throws StoreException {
        ConversationId conversation = phone.with("ben");
        return who.core().store().read(tx -> tx.messages().digest(conversation));
    }
}
