package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.call.CallManager;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ServerLink;
import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.scripted.ScriptedPeer;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private Caller eve;

    @BeforeAll
    void start(@TempDir Path folder) throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")).withLimits(RateLimits.off()));
        ann = new Caller(folder.resolve("ann"), server.uri());
        ben = new Caller(folder.resolve("ben"), server.uri());
        ann.client().signUp("ann");
        ben.client().signUp("ben");
        ann.client().befriend(ben.client());
        eve = new Caller(folder.resolve("eve"), server.uri());
        eve.client().signUp("eve");
        eve.client().befriend(ben.client());
    }

    @AfterEach
    void over() {
        for (Caller each : List.of(ann, ben, eve)) {
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
        eve.close();
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
                .startsWith("Missed");
        long began = ben.past(past -> !past.answered()).startedMs();
        ben.calls().seen(began);
        ben.calls().seen(began - 1);
        await().untilAsserted(() -> assertThat(TestClient.done(ben.calls().seenUntil()))
                .as("what was seen stays seen")
                .isEqualTo(began));
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

    @Test
    void whoIsInACallIsBusyForOthers() {
        ann.connectWith("ben", ben);
        eve.call("ben", false);
        eve.ended(CallEnd.BUSY);
        assertThat(ann.view().phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(ben.view().phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(ben.view().with()).isEqualTo(ann.client().me().user());
        ben.past(past -> !past.answered() && past.person().equals("The eve") && past.end() == CallEnd.BUSY);
    }

    @Test
    void whoCallsEachOtherAtOnceIsInOneCall() {
        ben.client().airplaneMode(true);
        ben.client().until(() -> ben.client().core().link().status() == LinkStatus.OFFLINE);
        ben.call("ann", false);
        ben.is(CallView.Phase.CALLING);
        ann.call("ben", false);
        ann.is(CallView.Phase.CALLING);
        ben.client().airplaneMode(false);
        ann.is(CallView.Phase.CONNECTED);
        ben.is(CallView.Phase.CONNECTED);
        assertThat(ann.view().callId()).isEqualTo(ben.view().callId());
        assertThat(ann.view().incoming()).isNotEqualTo(ben.view().incoming());
        assertThat(ann.engine().open()).isEqualTo(1);
        assertThat(ben.engine().open()).isEqualTo(1);
    }

    @Test
    void aDeviceThatComesLaterRingsToo() {
        ben.client().airplaneMode(true);
        ben.client().until(() -> ben.client().core().link().status() == LinkStatus.OFFLINE);
        ann.call("ben", false);
        ann.is(CallView.Phase.CALLING);
        ben.client().airplaneMode(false);
        ben.is(CallView.Phase.RINGING);
        ann.is(CallView.Phase.RINGING);
        ben.accept();
        ann.is(CallView.Phase.CONNECTED);
    }

    @Test
    void anInviteThatIsNotSignedByItsSenderIsNoCall() {
        ServerLink hostile = (ServerLink) ann.client().core().link();
        CallId id = new CallId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | System.nanoTime()));
        String sdp = "v=0\r\na=fingerprint:sha-256 00:11\r\n";
        hostile.send(new Frame.Call(
                id,
                "invite",
                ann.client().with("ben"),
                Optional.empty(),
                Optional.empty(),
                0,
                CallSignalCodec.encode(new CallSignal.Invite(false, sdp, System.currentTimeMillis())),
                Bytes.copyOf(new byte[64])));
        ben.ended(CallEnd.NOT_AUTHENTIC);
        assertThat(ben.view().callId()).isEqualTo(id);
        assertThat(ben.engine().open())
                .as("the description never reached the engine")
                .isZero();
    }

    @Test
    void whatAStrangerSendsByTheThousandIsDropped() {
        CallManager calls = (CallManager) ben.calls();
        Optional<CallParty> stranger = Optional.of(new CallParty(
                eve.client().me().user(), new DeviceId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0001L))));
        ann.callAndRing("ben", ben);
        CallId ours = ben.view().callId();
        for (int i = 0; i < 10_000; i++) {
            CallId id = i % 3 == 0 ? ours : new CallId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | i));
            String kind = List.of("invite", "hangup", "decline", "levitate", "answer", "ice", "accept")
                    .get(i % 7);
            String payload = i % 5 == 0 ? "{\"reason\":\"hung_up\"}" : "{\"sdp\":\"%n%s\",\"ts\":1,\"video\":true}";
            calls.received(new Frame.Call(
                    id,
                    kind,
                    ben.client().with("ann"),
                    stranger,
                    Optional.empty(),
                    Long.MAX_VALUE,
                    payload,
                    Bytes.copyOf(new byte[64])));
        }
        ben.accept();
        ann.is(CallView.Phase.CONNECTED);
        ben.is(CallView.Phase.CONNECTED);
        assertThat(ben.view().callId()).isEqualTo(ours);
    }

    @Test
    void somebodyWhoWasBlockedCannotCall() {
        TestClient.done(ben.client().core().contacts().block(eve.client().me().user()));
        eve.call("ben", false);
        eve.ended(CallEnd.UNAVAILABLE);
        assertThat(ben.calls().current()).isEmpty();
        assertThat(eve.lines("ben")).as("nobody would get it").allMatch(line -> line.end() == CallEnd.BUSY);
        TestClient.done(ben.client().core().contacts().unblock(eve.client().me().user()));
    }
}
