package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ContactsPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.pages.DetailsPage;
import io.callvault.desktop.pages.HomePage;
import io.callvault.desktop.pages.SignUpPage;
import io.callvault.desktop.pages.SignedOutPage;
import io.callvault.model.crypto.RecoveryKey;
import io.callvault.model.crypto.SigningKey;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, contacts and refused messages as a person meets them: the real window, the real server. */
class WindowFlowsTest {

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private SignalingServer server;
    private TestClient ann;

    @BeforeEach
    void start() throws Exception {
        FxHarness.start();
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ann = client("ann");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        server.close();
    }

    @Test
    void everyRefusedSignUpSaysWhatIsWrongAtItsFieldAndKeepsWhatWasTyped() throws Exception {
        client("ben").signUp("ben");
        String here = server.uri().toString();
        SignUpPage page = new SignUpPage(window(ann));

        refused(page, here, " ", "ann", AccountIds.DISPLAY_NAME, "Write the name");
        refused(page, here, "x".repeat(65), "ann", AccountIds.DISPLAY_NAME, "at most 64");
        refused(page, here, "Ann", "a b", AccountIds.HANDLE, "3 to 32");
        refused(page, here, "Ann", "9lives", AccountIds.HANDLE, "begins with a letter");
        refused(page, here, "Ann", "ben", AccountIds.HANDLE, "taken");
        refused(page, "not an address", "Ann", "ann", AccountIds.SERVER, "not a server");
        refused(page, "http://127.0.0.1:70000", "Ann", "ann", AccountIds.SERVER, "not a server");
        refused(page, "http://127.0.0.1:" + closedPort(), "Ann", "ann", AccountIds.SERVER, "cannot be reached");
        refused(page, website(404), "Ann", "ann", AccountIds.SERVER, "no Call Vault server");
        refused(page, website(200), "Ann", "ann", AccountIds.SERVER, "no Call Vault server");
        server.faults().refuseAll();
        refused(page, here, "Ann", "ann", AccountIds.SERVER, "cannot be reached");
        server.faults().allowAll();

        page.submit(here, "Ann Markova", "@Ann");
        assertThat(page.recoveryKey()).isNotBlank();
        page.keepKey().chats().awaitRow("Echo", "I am Echo");
        assertThat(ann.me().handle()).isEqualTo("ann");
    }

    @Test
    void theDetailsTellWhatTheConnectionDoes() throws Exception {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        ann.write("ben", "counted");
        ben.shows("ann", List.of("counted"));
        DetailsPage details = new HomePage(window(ann)).details();
        details.awaitFact("status", "Connected").awaitFact("outbox", "0").awaitFact("latency-p50", "within");
        assertThat(details.fact("since")).isNotEqualTo("–");
        assertThat(details.fact("heartbeat")).endsWith("ago");
        assertThat(Long.parseLong(details.fact("cursor").replace(",", ""))).isPositive();
        assertThat(details.fact("epoch")).isNotEqualTo("–");
        server.faults().refuseAll();
        ann.airplaneMode(true);
        ann.write("ben", "waits");
        details.awaitFact("status", "Not connected").awaitFact("since", "–").awaitFact("outbox", "1");
        details.awaitFact("oldest", " s");
        server.faults().allowAll();
        ann.airplaneMode(false);
        details.awaitFact("status", "Connected").awaitFact("outbox", "0");
        assertThat(Long.parseLong(details.fact("reconnects"))).isPositive();
    }

    @Test
    void anEditAndADeleteShowInBothWindows() throws Exception {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        ChatPage hers = new HomePage(window(ann)).chats().open("The ben");
        ChatPage his = new HomePage(window(ben)).chats().open("The ann");
        hers.send("See you at five").awaitStatus("See you at five", StatusMark.DELIVERED);
        his.awaitMessage("See you at five");
        hers.editNewest("See you at six");
        his.awaitMessage("See you at six");
        assertThat(his.bubbles().getLast().words()).contains(", edited");
        hers.awaitStatus("See you at six", StatusMark.DELIVERED).deleteForEveryone("See you at six");
        hers.awaitMessage("This message was deleted");
        his.awaitMessage("This message was deleted");
        assertThat(his.bubbles()).hasSize(1);
    }

    @Test
    void aSecondDeviceSignsInWithTheKeyAndShowsTheHistory() throws Exception {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        ann.write("ben", "said on the first device");
        ben.shows("ann", List.of("said on the first device"));
        String key = ann.core().account().recoveryKey().orElseThrow();
        String here = server.uri().toString();

        TestClient laptop = client("laptop");
        SignUpPage page = new SignUpPage(window(laptop));
        String mistyped = (key.startsWith("A") ? "B" : "A") + key.substring(1);
        for (String wrong : List.of(mistyped, key.substring(4), "hello")) {
            assertThat(page.submitKey(here, wrong).problem()).contains("not complete, or a character is wrong");
            assertThat(page.wrongField()).isEqualTo(Optional.of(AccountIds.RECOVERY_KEY_INPUT));
            assertThat(page.typed()).containsExactly(wrong, here);
        }
        String unknown = RecoveryKey.format(SigningKey.generate(new SecureRandom()));
        assertThat(page.submitKey(here, unknown).problem()).contains("no account with this recovery key");
        assertThat(page.wrongField()).isEqualTo(Optional.of(AccountIds.RECOVERY_KEY_INPUT));

        ChatPage chat = page.signIn(here, key).chats().open("The ben");
        chat.awaitMessage("said on the first device").awaitSubtitle("online");
        chat.send("said on the laptop");
        chat.awaitStatus("said on the laptop", StatusMark.DELIVERED);
        ann.shows("ben", List.of("said on the first device", "said on the laptop"));
    }

    @Test
    void signedOutIsSaidAndEverythingIsThereAfterSigningInAgain() throws Exception {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        ann.write("ben", "before");
        ben.shows("ann", List.of("before"));
        Stage stage = window(ann);
        new HomePage(stage).signOut();
        assertThat(new SignedOutPage(stage).words()).contains("The ann", "You signed out", "stay on this device");
        FxHarness.close(stage);
        ann.restart(true);
        ben.write("ann", "while you were out");

        Stage again = window(ann);
        SignedOutPage page = new SignedOutPage(again);
        assertThat(page.words()).contains("You signed out");
        ann.airplaneMode(true);
        assertThat(page.signInAgain().problem()).contains("cannot be reached");
        ann.airplaneMode(false);
        page.signInAgain();
        ChatPage chat = new HomePage(again).chats().open("The ben");
        chat.awaitMessage("before").awaitMessage("while you were out").awaitNoBanner();
        assertThat(chat.send("here again")
                        .awaitStatus("here again", StatusMark.DELIVERED)
                        .title())
                .isEqualTo("The ben");
    }

    @Test
    void anInviteIsDeclinedGoneAndMayComeAgain() throws Exception {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ContactsPage annSees = new HomePage(window(ann)).contacts();
        ContactsPage benSees = new HomePage(window(ben)).contacts();
        assertThat(annSees.invite("nobody.there")).contains("Nobody here has the handle @nobody.there");
        assertThat(annSees.invite("ann")).contains("your own handle");
        assertThat(annSees.invite("ben")).contains("Invited The ben");
        benSees.decline("ann").awaitGone("ann");
        annSees.awaitGone("ben");
        assertThat(annSees.invite("ben")).contains("Invited The ben");
        benSees.block("ann");
        assertThat(annSees.invite("ben")).contains("cannot be invited");
        benSees.unblock("ann");
        ChatPage chat = benSees.accept("ann").chatWith("ann");
        chat.awaitSubtitle("online");
        annSees.chatWith("ben").awaitSubtitle("online");
    }

    @Test
    void aRefusedMessageIsRedSaysWhyAndIsSentAgainOrDiscarded() throws Exception {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        ChatPage chat = new ConversationListPage(window(ann)).open("The ben");
        chat.send("first").awaitStatus("first", StatusMark.DELIVERED).awaitSubtitle("online");
        Stage benWindow = window(ben);
        ContactsPage contacts = new HomePage(benWindow).contacts().block("ann");

        chat.awaitNoSubtitle();
        chat.send("keep this");
        chat.send("drop this");
        assertThat(chat.reasonOf("keep this")).isEqualTo("This person does not take messages from you.");
        assertThat(chat.reasonOf("drop this")).isEqualTo("This person does not take messages from you.");
        chat.discard("drop this");
        chat.retry("keep this").failedMark("keep this");
        assertThat(ben.texts("ann")).containsExactly("first");

        contacts.unblock("ann");
        chat.awaitSubtitle("online");
        chat.retry("keep this").awaitStatus("keep this", StatusMark.DELIVERED);
        assertThat(chat.bubbles().stream().map(ChatPage.Seen::text)).containsExactly("first", "keep this");
        ben.shows("ann", List.of("first", "keep this"));
        chat.send("and on").awaitStatus("and on", StatusMark.DELIVERED);
    }

    private static void refused(
            SignUpPage page, String address, String name, String handle, String field, String sentence) {
        page.submit(address, name, handle);
        assertThat(page.problem()).contains(sentence).matches("[A-Z].*\\.");
        assertThat(page.wrongField()).isEqualTo(Optional.of(field));
        assertThat(page.typed()).containsExactly(name, handle, address);
    }

    /** Something that speaks HTTP, but is no Call Vault server. */
    private String website(int status) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] page = "<html><body>Welcome to my garden</body></html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
        open.add(() -> site.stop(0));
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Stage window(TestClient client) throws Exception {
        Stage stage = AppWindow.open(client.core(), new FxThread(), server.uri())
                .get(30, TimeUnit.SECONDS)
                .stage();
        open.add(() -> FxHarness.close(stage));
        return stage;
    }

    private TestClient client(String name) throws ProfileException {
        TestClient client = new TestClient(folder.resolve(name), server.uri());
        open.add(client);
        return client;
    }
}
