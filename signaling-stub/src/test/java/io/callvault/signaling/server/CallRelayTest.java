package io.callvault.signaling.server;

import static io.callvault.signaling.testing.Caller.ACCEPT;
import static io.callvault.signaling.testing.Caller.ANSWER;
import static io.callvault.signaling.testing.Caller.INVITE;
import static io.callvault.signaling.testing.Caller.hangup;
import static io.callvault.signaling.testing.Caller.ice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the table in docs/calls.md, with Ada calling Ben, who has two devices. */
class CallRelayTest {

    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;
    private Person bens2;
    private ConversationId conversation;
    private CallId id;
    private Caller caller;
    private Caller desk;
    private Caller phone;

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withClock(clock));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        bens2 = ben.anotherDevice();
        conversation = ada.befriend(ben);
        id = newCall();
        caller = at(ada);
        desk = at(ben);
        phone = at(bens2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Caller at(Person person) {
        return Caller.of(person.connect(), person, id, conversation);
    }

    private void ring() {
        caller.say(INVITE);
        desk.hear(INVITE);
        phone.hear(INVITE);
    }

    private void accept() {
        ring();
        desk.say(ACCEPT);
        caller.hear(ACCEPT);
        phone.hear(new CallSignal.AnsweredElsewhere());
    }

    @Test
    void anInviteRingsOnEveryDeviceAndSaysWhoCallsAndUntilWhen() {
        long before = clock.millis();
        caller.say(INVITE);
        Frame.Call heard = desk.hear(INVITE);
        assertThat(heard.from()).contains(caller.me());
        assertThat(heard.conversationId()).isEqualTo(conversation);
        assertThat(heard.expiresAt()).isBetween(before + 60_000, clock.millis() + 60_000);
        assertThat(heard.sig()).isEqualTo(Bytes.copyOf(new byte[] {1, 2, 3}));
        assertThat(phone.hear(INVITE)).isEqualTo(heard);
        desk.say(new CallSignal.Ringing());
        assertThat(caller.hear(new CallSignal.Ringing()).from()).contains(desk.me());
        caller.heardNothingMore();
    }

    @Test
    void theSameInviteAgainChangesNothingAndAnotherUnderItsIdIsNone() {
        ring();
        caller.say(INVITE);
        caller.heardNothingMore();
        caller.say(new CallSignal.Invite(true, "v=0 another", 9));
        caller.hear(hangup(CallEnd.UNAVAILABLE));
        desk.say(ACCEPT);
        caller.hear(ACCEPT);
        desk.heardNothingMore();
    }

    @Test
    void aDeviceThatConnectsWhileItRingsIsTold() {
        phone.talk().close();
        caller.say(INVITE);
        desk.hear(INVITE);
        Caller back = at(bens2);
        back.hear(INVITE);
        back.say(ACCEPT);
        caller.hear(ACCEPT);
        desk.hear(new CallSignal.AnsweredElsewhere());
    }

    @Test
    void theFirstAcceptHasItAndALaterOneLearnsThat() {
        accept();
        phone.say(ACCEPT);
        phone.hear(new CallSignal.AnsweredElsewhere());
        caller.heardNothingMore();
    }

    @Test
    void anAcceptIsPassedOnBeforeWhatFollowsIt() {
        ring();
        desk.say(ACCEPT);
        desk.say(ANSWER);
        desk.say(ice("candidate:1"));
        caller.hear(ACCEPT);
        Frame.Call answer = caller.hear(ANSWER);
        assertThat(answer.from()).contains(desk.me());
        assertThat(answer.to()).contains(caller.me().deviceId());
        caller.hear(ice("candidate:1"));
    }

    @Test
    void candidatesOfTheCallerGoToTheDeviceTheyNameAndTheCalledSideSendsNoneBeforeItAccepts() {
        ring();
        phone.say(new CallSignal.Ringing());
        caller.hear(new CallSignal.Ringing());
        caller.say(ice("candidate:1"), phone);
        phone.hear(ice("candidate:1"));
        phone.say(ice("candidate:2"));
        phone.say(ANSWER);
        phone.say(new CallSignal.State(true, true, false, false));
        phone.heardNothingMore();
        desk.heardNothingMore();
        caller.heardNothingMore();
    }

    @Test
    void inARunningCallOnlyTheTwoDevicesHearEachOther() {
        accept();
        CallSignal.State muted = new CallSignal.State(false, false, false, true);
        CallSignal.Offer offer = new CallSignal.Offer("v=0 new", 3);
        CallSignal.Restart restart = new CallSignal.Restart("v=0 anew", 4);
        CallSignal.Restart please = new CallSignal.Restart("", 5);
        caller.say(muted);
        desk.hear(muted);
        caller.say(offer);
        desk.hear(offer);
        caller.say(restart);
        desk.hear(restart);
        desk.say(ANSWER);
        caller.hear(ANSWER);
        desk.say(please);
        caller.hear(please);
        desk.say(ice("candidate:9"));
        caller.hear(ice("candidate:9"));
        desk.say(offer); // Only the caller makes offers.
        caller.say(ice("candidate:8"), phone); // Crossed with the accept.
        phone.say(ice("candidate:7"));
        phone.say(hangup(CallEnd.HUNG_UP));
        phone.heardNothingMore();
        desk.heardNothingMore();
        caller.heardNothingMore();
    }

    @Test
    void aDeclineEndsItForAll() {
        ring();
        desk.say(new CallSignal.Decline());
        caller.hear(new CallSignal.Decline());
        phone.hear(new CallSignal.AnsweredElsewhere());
        phone.say(ACCEPT);
        phone.hear(hangup(CallEnd.UNAVAILABLE));
        caller.say(INVITE);
        caller.hear(hangup(CallEnd.UNAVAILABLE));
        desk.heardNothingMore();
    }

    @Test
    void busyEndsIt() {
        ring();
        phone.say(new CallSignal.Busy());
        caller.hear(new CallSignal.Busy());
        desk.hear(new CallSignal.AnsweredElsewhere());
        assertThat(metric("calls_ended_total{reason=\"busy\"}")).isEqualTo(1);
        assertThat(metric("calls_active")).isZero();
        assertThat(metric("call_invites_total")).isEqualTo(1);
    }

    @Test
    void aCallerWhoGivesUpSilencesEveryDevice() {
        ring();
        caller.say(hangup(CallEnd.CANCELLED));
        assertThat(desk.hear(hangup(CallEnd.CANCELLED)).from()).contains(caller.me());
        phone.hear(hangup(CallEnd.CANCELLED));
        desk.say(hangup(CallEnd.OTHER)); // Nobody answers who hangs up what is over.
        desk.heardNothingMore();
    }

    @Test
    void eitherSideHangsUp() {
        accept();
        desk.say(hangup(CallEnd.HUNG_UP));
        caller.hear(hangup(CallEnd.HUNG_UP));
        caller.say(ice("candidate:1"));
        caller.hear(hangup(CallEnd.UNAVAILABLE));
        desk.heardNothingMore();
        phone.heardNothingMore();
    }

    @Test
    void nobodyAnswersForAMinuteByTheServersClock() {
        ring();
        clock.forward(Duration.ofSeconds(61));
        assertThat(caller.hear(hangup(CallEnd.TIMEOUT)).from()).isEmpty();
        desk.hear(hangup(CallEnd.TIMEOUT));
        phone.hear(hangup(CallEnd.TIMEOUT));
        desk.say(ACCEPT);
        desk.hear(hangup(CallEnd.UNAVAILABLE));
        assertThat(metric("calls_ended_total{reason=\"timeout\"}")).isEqualTo(1);
    }

    @Test
    void aRunningCallDoesNotTimeOut() {
        accept();
        clock.forward(Duration.ofMinutes(10));
        caller.say(ice("candidate:1"));
        desk.hear(ice("candidate:1"));
    }

    @Test
    void strangersLearnNothing() {
        Person eve = Person.signUp(server.uri(), "eve");
        ring();
        Caller spy = at(eve);
        for (CallSignal signal :
                new CallSignal[] {INVITE, ACCEPT, ANSWER, ice("candidate:1"), new CallSignal.Decline()}) {
            spy.say(signal);
            spy.hear(hangup(CallEnd.UNAVAILABLE));
        }
        spy.say(hangup(CallEnd.HUNG_UP));
        Caller otherDevice = at(ada.anotherDevice());
        otherDevice.say(hangup(CallEnd.CANCELLED));
        otherDevice.heardNothingMore();
        spy.heardNothingMore();
        caller.heardNothingMore();
        desk.say(ACCEPT);
        caller.hear(ACCEPT);
    }

    @Test
    void onlyContactsInAConversationOfTwoMayCall() {
        Person eve = Person.signUp(server.uri(), "eve");
        ConversationId two = eve.befriend(ada);
        eve.post("/api/contacts/" + ada.user, new SyncApi.ContactChange(SyncApi.ContactAction.BLOCK));
        Caller blocked = Caller.of(caller.talk(), ada, newCall(), two);
        blocked.say(INVITE);
        blocked.hear(hangup(CallEnd.UNAVAILABLE));
        ConversationId group = Person.IDS.conversationId();
        ada.post(
                        "/api/conversations",
                        new SyncApi.CreateConversation(group, ConversationKind.GROUP, "All", List.of(ben.user)))
                .as(201, EventBody.Conversation.class);
        Caller many = Caller.of(caller.talk(), ada, newCall(), group);
        many.say(INVITE);
        many.hear(hangup(CallEnd.UNAVAILABLE));
    }

    @Test
    void whoBlocksTheOtherHasHungUp() {
        accept();
        ben.post("/api/contacts/" + ada.user, new SyncApi.ContactChange(SyncApi.ContactAction.BLOCK));
        caller.hear(hangup(CallEnd.UNAVAILABLE));
        desk.hear(hangup(CallEnd.UNAVAILABLE));
        assertThat(metric("calls_ended_total{reason=\"blocked\"}")).isEqualTo(1);
    }

    @Test
    void whatComesWhileADeviceChangesItsNetworkWaitsForIt() {
        accept();
        server.faults().refuse(ben.device);
        await().until(() -> server.connections() == 2);
        caller.say(ice("candidate:1"));
        caller.say(ice("candidate:2"));
        caller.heardNothingMore();
        server.faults().allow(ben.device);
        Caller back = at(ben);
        back.hear(ice("candidate:1"));
        back.hear(ice("candidate:2"));
    }

    @Test
    void aCallWhoseTwoDevicesAreBothGoneIsForgotten() {
        accept();
        caller.talk().close();
        desk.talk().close();
        await().until(() -> server.connections() == 1);
        clock.forward(Duration.ofMinutes(3));
        await().until(() -> metric("calls_active") == 0);
        assertThat(metric("calls_ended_total{reason=\"abandoned\"}")).isEqualTo(1);
    }

    @Test
    void aPayloadBeyondTheBoundIsNotPassedOnAndEndsTheCall() {
        accept();
        caller.say(new CallSignal.Restart("x".repeat(41_000), 1));
        caller.hear(hangup(CallEnd.UNAVAILABLE));
        desk.hear(hangup(CallEnd.UNAVAILABLE));
        assertThat(caller.talk().isOpen()).isTrue();
    }

    @Test
    void kindsOfNewerAppsAreDroppedAndNobodyPlaysTheServer() {
        accept();
        caller.talk()
                .send(new Frame.Call(
                        id,
                        "wave",
                        conversation,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        "{}",
                        Bytes.copyOf(new byte[0])));
        caller.say(new CallSignal.AnsweredElsewhere());
        caller.heardNothingMore();
        desk.heardNothingMore();
        assertThat(desk.talk().isOpen()).isTrue();
    }

    private double metric(String name) {
        return ada.http
                .send("GET", "/metrics", new byte[0])
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static CallId newCall() {
        return new CallId(Person.IDS.next());
    }
}
