package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.model.call.CallEnd;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.scripted.ScriptedPeer;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Calls between whole clients through the real backend; only the media are scripted. The clients stay, each test is a call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallsTest {

    private SignalingServer server;
    private Caller ann;
    private Caller ben;

    @BeforeAll
    void start(@TempDir Path folder) throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ann = new Caller(folder.resolve("ann"), server.uri());
        ben = new Caller(folder.resolve("ben"), server.uri());
        ann.client().signUp("ann");
        ben.client().signUp("ben");
        ann.client().befriend(ben.client());
    }

    @AfterEach
    void over() {
        for (Caller each : List.of(ann, ben)) {
            each.calls().current().ifPresent(view -> {
                each.calls().hangUp(view.callId());
                each.is(CallView.Phase.ENDED);
                each.calls().dismiss(view.callId());
            });
            each.letGo();
            each.engine().hold(false);
            each.engine().fingerprintSeen(said -> said);
        }
    }

    @AfterAll
    void stop() {
        ben.close();
        ann.close();
        server.close();
    }

    @Test
    void aCallIsTakenAndTheCallerHangsUp() {
        int unread = ben.client().conversation("ann").orElseThrow().unread();
        ann.call("ben", true);
        ben.until("rings as a video call", view -> view.phase() == CallView.Phase.RINGING && view.video());
        ann.is(CallView.Phase.RINGING);
        assertThat(ben.view().incoming()).isTrue();
        assertThat(ben.view().person()).isEqualTo("The ann");
        assertThat(ben.peer().now().answers())
                .as("nothing leaves before accept")
                .isZero();
        ben.calls().accept(ben.view().callId(), true);
        ann.is(CallView.Phase.CONNECTED);
        ben.is(CallView.Phase.CONNECTED);
        ScriptedPeer peer = ann.peer();
        await().until(() -> !peer.now().muted() && peer.now().volume() == 100);
        ann.until("sees that ben shows himself", view -> view.other().camera());
        ben.calls().mute(ben.view().callId(), true);
        ben.calls().camera(ben.view().callId(), false);
        ann.until(
                "hears of it",
                view -> !view.other().microphone() && !view.other().camera());
        assertThat(ben.peer().now().muted()).isTrue();
        assertThat(ben.peer().now().video()).isEqualTo(new VideoInput.None());
        ben.calls().share(ben.view().callId(), Optional.of("screen-1"));
        ann.until("sees the screen", view -> view.other().sharing());
        assertThat(ben.peer().now().video()).isEqualTo(new VideoInput.Screen("screen-1"));
        ann.hangUp();
        ann.ended(CallEnd.HUNG_UP);
        ben.ended(CallEnd.HUNG_UP);
        ann.letGo();
        ben.letGo();
        ben.past(past -> past.incoming() && past.answered() && past.video() && past.end() == CallEnd.HUNG_UP);
        ann.past(past -> !past.incoming() && past.answered() && past.person().equals("The ben"));
        await().until(() -> !ben.lines("ann").isEmpty() && ben.lines("ann").equals(ann.lines("ben")));
        assertThat(ben.client().conversation("ann").orElseThrow().unread()).isEqualTo(unread);
    }

    @Test
    void theCalledOneHangsUp() {
        ann.connectWith("ben", ben);
        ben.hangUp();
        ann.ended(CallEnd.HUNG_UP);
        ben.ended(CallEnd.HUNG_UP);
    }

    @Test
    void aCallIsDeclinedWithAText() {
        ann.callAndRing("ben", ben);
        ben.calls().declineWith(ben.view().callId(), "In a meeting.");
        ann.ended(CallEnd.DECLINED);
        ben.ended(CallEnd.DECLINED);
        await().until(() -> ann.client().texts("ben").contains("In a meeting."));
        ben.past(past -> !past.answered() && past.end() == CallEnd.DECLINED);
    }

    @Test
    void theCallerGivesUpAndTheCallIsMissed() {
        int unread = ben.client().conversation("ann").orElseThrow().unread();
        ann.callAndRing("ben", ben);
        ann.hangUp();
        ann.ended(CallEnd.CANCELLED);
        ben.ended(CallEnd.CANCELLED);
        ben.client().until(() -> ben.client().conversation("ann").orElseThrow().unread() == unread + 1);
        assertThat(ben.client()
                        .conversation("ann")
                        .orElseThrow()
                        .last()
                        .orElseThrow()
                        .preview())
                .isEqualTo("Missed voice call");
    }

    @Test
    void aSwappedKeyOfTheMediaEndsTheCall() {
        ann.engine().fingerprintSeen(said -> said.replace(said.charAt(9), said.charAt(9) == 'A' ? 'B' : 'A'));
        ann.callAndRing("ben", ben);
        ben.accept();
        ann.ended(CallEnd.NOT_AUTHENTIC);
        ben.ended(CallEnd.NOT_AUTHENTIC);
        assertThat(ann.peer().now().volume()).as("nothing was ever played").isZero();
        assertThat(ann.peer().now().muted()).isTrue();
    }

    @Test
    void aLostPathIsFoundAgain() {
        ann.connectWith("ben", ben);
        ann.peer().noPath();
        ann.is(CallView.Phase.CONNECTED);
        await().until(() -> ann.peer().now().offers() == 2 && ben.peer().now().answers() == 2);
        ben.peer().noPath();
        await().until(() -> ann.peer().now().offers() == 3 && ben.peer().now().answers() == 3);
        ben.is(CallView.Phase.CONNECTED);
        ann.is(CallView.Phase.CONNECTED);
    }

    @Test
    void theLinkMayBeLostWhileTheyTalk() {
        ann.connectWith("ben", ben);
        ann.client().airplaneMode(true);
        ann.client().until(() -> ann.client().core().link().status() != LinkStatus.ONLINE);
        assertThat(ann.view().phase()).isEqualTo(CallView.Phase.CONNECTED);
        ann.client().airplaneMode(false);
        ann.client().online();
        ben.calls().mute(ben.view().callId(), true);
        ann.until("hears of it", view -> !view.other().microphone());
    }
}
