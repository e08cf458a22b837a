package io.callvault.signaling.server;

import static io.callvault.signaling.testing.Caller.ACCEPT;
import static io.callvault.signaling.testing.Caller.ANSWER;
import static io.callvault.signaling.testing.Caller.INVITE;
import static io.callvault.signaling.testing.Caller.hangup;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.call.GuestRooms;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.SettableClock;
import io.callvault.signaling.testing.Talk;
import io.callvault.signaling.testing.Transport;
import io.callvault.signaling.turn.TurnServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People without an account call, and can do nothing else. */
class GuestsTest {

    private static final String ROOM = "k3JbQ0vXoW1cP9aZr5LdTg";

    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path data;

    private SignalingServer server;

    /** A guest, who is a person with another token. */
    private record Guest(Person person, CallApi.Guest is) {

        Caller caller(Transport transport, CallId call) {
            String run = UUID.randomUUID().toString();
            SyncApi.EventCursor start = new SyncApi.EventCursor("none", 0, Optional.empty());
            Talk talk = transport.resume(person, run, start);
            return Caller.of(talk, person, call, is.conversationId());
        }
    }

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data)
                .withClock(clock)
                .withTurn(new TurnServers(List.of(), List.of("turn:127.0.0.1:1"), "a secret"))
                .withLimits(RateLimits.generous().withGuests(new RateLimits.Rate(4, 0))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Http.Answer ask(Person person, String room) {
        return person.http.post(
                "/api/guests",
                new CallApi.CreateGuest("Mia", person.deviceKey.verifyKey().bytes(), room));
    }

    private Guest enter(String room) {
        Person key = new Person(server.uri(), "mia");
        CallApi.Guest is = ask(key, room).as(201, CallApi.Guest.class);
        Person person = key.as(is.userId(), is.deviceId());
        person.tokens = new AccountApi.Tokens(is.accessToken(), 1, "");
        return new Guest(person, is);
    }

    @Test
    void aGuestMeasuresTheLineWithinBounds() {
        Guest mia = enter(GuestRooms.ECHO);
        assertThat(probe(mia, new CallApi.Probe("x".repeat(60_000), 200_000))
                        .as(200, CallApi.ProbeAnswer.class)
                        .padding())
                .hasSize(200_000);
        assertThat(probe(mia, new CallApi.Probe("", 240_001)).status()).isEqualTo(422);
        int last = 200;
        for (int i = 0; i < 400 && last == 200; i++) {
            last = probe(mia, new CallApi.Probe("", 0)).status();
        }
        assertThat(last).isEqualTo(429);
    }

    private static Http.Answer probe(Guest guest, CallApi.Probe probe) {
        return guest.person()
                .http
                .send(
                        "POST",
                        "/api/guests/probe",
                        Http.bytes(probe),
                        "Authorization",
                        "Bearer " + guest.is().accessToken());
    }

    @ParameterizedTest
    @EnumSource
    void twoWhoKnowTheRoomsNameCallEachOther(Transport transport) {
        Guest mia = enter(ROOM);
        assertThat(mia.is().peers()).isEmpty();
        Guest tom = enter(ROOM);
        assertThat(tom.is().conversationId()).isEqualTo(mia.is().conversationId());
        EventBody.Profile seen = tom.is().peers().getFirst();
        assertThat(seen.userId()).isEqualTo(mia.is().userId());
        assertThat(seen.devices().getFirst().deviceKey())
                .isEqualTo(mia.person().deviceKey.verifyKey().bytes());
        assertThat(mia.person()
                        .get("/api/guests/peers")
                        .as(200, CallApi.Peers.class)
                        .peers())
                .extracting(EventBody.Profile::userId)
                .containsExactly(tom.is().userId());
        CallId call = new CallId(Person.IDS.next());
        Caller caller = mia.caller(Transport.SOCKET, call);
        Caller called = tom.caller(transport, call);
        caller.say(INVITE);
        called.hear(INVITE);
        called.say(new CallSignal.Ringing());
        caller.hear(new CallSignal.Ringing());
        called.say(ACCEPT);
        called.say(ANSWER);
        caller.hear(ACCEPT);
        caller.hear(ANSWER);
        caller.say(hangup(CallEnd.HUNG_UP));
        called.hear(hangup(CallEnd.HUNG_UP));
        caller.talk().close();
        called.talk().close();
    }

    @Test
    void theRoomEchoIsAloneWithEcho() {
        Guest mia = enter("echo");
        Guest tom = enter("echo");
        assertThat(mia.is().conversationId()).isNotEqualTo(tom.is().conversationId());
        assertThat(mia.is().peers())
                .singleElement()
                .extracting(EventBody.Profile::handle)
                .isEqualTo("echo");
        CallId call = new CallId(Person.IDS.next());
        Caller caller = mia.caller(Transport.SOCKET, call);
        caller.say(INVITE);
        // Without media Echo says so at once.
        assertThat(caller.hear(CallKind.HANGUP).from().orElseThrow().userId())
                .isEqualTo(mia.is().peers().getFirst().userId());
        ConversationId other = tom.is().conversationId();
        Caller nosy = Caller.of(caller.talk(), mia.person(), new CallId(Person.IDS.next()), other);
        nosy.say(INVITE);
        nosy.hear(hangup(CallEnd.UNAVAILABLE));
        caller.talk().close();
    }

    @Test
    void guestsGetRelaysAndNothingThatNeedsAnAccount() {
        Guest mia = enter("echo");
        CallApi.IceServers ice = mia.person().get("/api/calls/ice").as(200, CallApi.IceServers.class);
        assertThat(ice.servers().getFirst().username().orElseThrow())
                .endsWith(":" + mia.is().userId());
        assertThat(mia.person().get("/api/conversations/sync?since=0").problem())
                .isEqualTo("forbidden");
        assertThat(mia.person().post("/api/contacts", new SyncApi.Invite("ada")).problem())
                .isEqualTo("forbidden");
        Caller caller = mia.caller(Transport.SOCKET, new CallId(Person.IDS.next()));
        caller.talk().send(mia.person().text(mia.is().conversationId(), "hello"));
        assertThat(caller.talk().problem()).isEqualTo("forbidden");
    }

    @Test
    void aQuarterOfAnHourAndItIsOver() {
        Guest mia = enter("echo");
        assertThat(mia.is().expiresAt()).isLessThanOrEqualTo(clock.millis() + 900_000);
        clock.forward(Duration.ofMinutes(16));
        assertThat(mia.person().get("/api/guests/peers").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void twoAreInARoomAndWhoIsGoneGivesWay() {
        Guest mia = enter(ROOM);
        Caller caller = mia.caller(Transport.SOCKET, new CallId(Person.IDS.next()));
        enter(ROOM);
        Person third = new Person(server.uri(), "eve");
        assertThat(ask(third, ROOM).problem()).isEqualTo("conflict");
        clock.forward(Duration.ofSeconds(11));
        CallApi.Guest eve = ask(third, ROOM).as(201, CallApi.Guest.class);
        assertThat(eve.peers())
                .extracting(EventBody.Profile::userId)
                .containsExactly(mia.is().userId());
        caller.talk().close();
    }

    @Test
    void whatIsNoRoomNoNameAndTooFastIsRefused() {
        Person mia = new Person(server.uri(), "mia");
        assertThat(ask(mia, "short").problem()).isEqualTo("invalid_field");
        assertThat(mia.http
                        .post(
                                "/api/guests",
                                new CallApi.CreateGuest(
                                        "", mia.deviceKey.verifyKey().bytes(), "echo"))
                        .problem())
                .isEqualTo("invalid_field");
        ask(mia, "echo");
        ask(mia, "echo");
        assertThat(ask(mia, "echo").problem()).isEqualTo("rate_limited");
    }
}
