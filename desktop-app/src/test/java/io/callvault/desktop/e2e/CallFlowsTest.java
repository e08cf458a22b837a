package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.pages.CallPage;
import io.callvault.desktop.pages.CallsPage;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.pages.HomePage;
import io.callvault.desktop.pages.IncomingPage;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call as two people see it: both windows, the whole app, the real backend; only the media are scripted. */
class CallFlowsTest {
    @TempDir
    private Path folder;

    private SignalingServer server;
    private Caller ann;
    private Caller ben;
    private Stage annWindow;
    private Stage benWindow;

    @BeforeEach
    void twoWindows() throws Exception {
        FxHarness.start();
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ann = new Caller(folder.resolve("ann"), server.uri());
        ben = new Caller(folder.resolve("ben"), server.uri());
        ann.client().signUp("ann");
        ben.client().signUp("ben");
        ann.client().befriend(ben.client());
        annWindow = window(ann);
        benWindow = window(ben);
    }

    @AfterEach
    void close() {
        FxHarness.close(annWindow);
        FxHarness.close(benWindow);
        ben.close();
        ann.close();
        server.close();
    }

    @Test
    void annCallsBenWithVideoAndTheLineStaysInBothConversations() {
        ChatPage hers = new HomePage(annWindow).chats().open("The ben");
        new HomePage(benWindow).chats();
        FxHarness.click(annWindow, CallIds.VIDEO_CALL);
        IncomingPage rings = IncomingPage.from("The ann");
        assertThat(rings.kind()).isEqualTo("Incoming video call");
        CallPage herCall = CallPage.with("The ben").awaitStatus("Ringing…");
        rings.acceptWithVideo();
        CallPage hisCall = CallPage.with("The ann").awaitConnected();
        herCall.awaitConnected();
        ann.peer().localPicture(320, 180, 90);
        FxHarness.waitFor("she sees herself", herCall::showsOwnPicture);
        ann.until("sees that he shows himself", view -> view.other().camera());
        ann.peer().remotePicture(320, 180, 200);
        herCall.awaitPicture();

        FxHarness.run(() -> annWindow.fireEvent(new WindowEvent(annWindow, WindowEvent.WINDOW_CLOSE_REQUEST)));
        FxHarness.click(annWindow, Confirm.NO);
        assertThat(annWindow.isShowing()).isTrue();

        hisCall.clickMicrophone();
        herCall.awaitStatus("microphone off");
        // A message beside the call, while it runs.
        herCall.toggle(CallIds.CHAT);
        new ChatPage(herCall.stage()).send("You are muted");
        herCall.toggle(CallIds.CHAT);
        hisCall.hangUp().awaitEnd("Call ended").rate(5).close();
        herCall.awaitEnd("Call ended").close();
        CallPage.awaitGone("The ben");
        CallPage.awaitGone("The ann");

        new ConversationListPage(benWindow).awaitRow("The ann", "Incoming video call");
        hers.awaitMessage("You are muted");
        new ConversationListPage(annWindow).awaitRow("The ben", "Outgoing video call");
        new CallsPage(annWindow).awaitNewest("The ben, Outgoing video call");
        new CallsPage(benWindow).awaitNewest("The ann, Incoming video call");
    }

    @Test
    void benIsAwayFromHisWindowAndAnswersInWriting() {
        ChatPage hers = new HomePage(annWindow).chats().open("The ben");
        FxHarness.run(() -> benWindow.setIconified(true));
        FxHarness.click(annWindow, CallIds.CALL);
        IncomingPage.from("The ann").answer("On the train, later");
        CallPage call = CallPage.with("The ben").awaitEnd("Not now");
        assertThat(call.reason()).contains("declined");
        call.close();
        hers.awaitMessage("On the train, later");
        CallPage.awaitGone("The ben");
    }

    private Stage window(Caller caller) throws Exception {
        return AppWindow.open(caller.client().core(), new FxThread(), server.uri())
                .get(30, TimeUnit.SECONDS)
                .stage();
    }
}
