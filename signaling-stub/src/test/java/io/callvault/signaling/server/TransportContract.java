package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.SettableClock;
import io.callvault.signaling.testing.Talk;
import io.callvault.signaling.testing.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every rung of the ladder promises; one small subclass each. Ben is the one on that transport, Ada on a WebSocket. */
abstract class TransportContract {

    private static final int BURST = 5_000;

    private final Transport transport;
    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;
    private ConversationId conversation;

    TransportContract(Transport transport) {
        this.transport = transport;
    }

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withClock(clock));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        ben.clock = clock;
        conversation = ada.befriend(ben);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageIsAcknowledgedAndArrives() {
        try (Talk adas = ada.connect();
                Talk bens = transport.connect(ben)) {
            Frame.Send hello = ada.text(conversation, "Hello");
            adas.send(hello);
            assertThat(adas.await(Frame.Ack.class).clientMsgId()).isEqualTo(hello.clientMsgId());
            assertThat(bens.event(EventBody.MessageStored.class).envelope()).isEqualTo(hello.envelope());
            Frame.Send answer = ben.text(conversation, "Good day");
            bens.send(answer);
            Frame.Ack ack = bens.await(Frame.Ack.class);
            assertThat(ack.clientMsgId()).isEqualTo(answer.clientMsgId());
            assertThat(ack.dup()).isFalse();
            assertThat(adas.event(EventBody.MessageStored.class).envelope()).isEqualTo(hello.envelope());
            assertThat(adas.event(EventBody.MessageStored.class).envelope()).isEqualTo(answer.envelope());
            bens.send(answer);
            assertThat(bens.await(Frame.Ack.class).dup()).isTrue();
        }
    }

    @Test
    void callSignalsGoBothWaysInOrderAndWaitForAReaderThatPauses() {
        CallId call = new CallId(Person.IDS.next());
        String run = run();
        SyncApi.EventCursor from = cursor(ben);
        try (Talk adas = ada.connect();
                Talk bens = transport.open(ben, run)) {
            Caller caller = Caller.of(adas, ada, call, conversation);
            Caller called = Caller.of(bens, ben, call, conversation);
            bens.send(Transport.hello(ben, run, from));
            bens.await(Frame.Welcome.class);
            int before = server.activeCalls();
            caller.say(Caller.INVITE);
            // The two connections are not ordered between each other, and the called one does not read yet.
            Awaitility.await().until(() -> server.activeCalls() > before);
            called.say(new CallSignal.Ringing());
            caller.hear(new CallSignal.Ringing());
            for (int i = 0; i < 20; i++) {
                caller.say(Caller.ice("candidate:" + i), called);
            }
            Transport.listen(bens, from);
            called.hear(Caller.INVITE);
            for (int i = 0; i < 20; i++) {
                called.hear(Caller.ice("candidate:" + i));
            }
            called.say(Caller.ACCEPT);
            called.say(Caller.ANSWER);
            caller.hear(Caller.ACCEPT);
            caller.hear(Caller.ANSWER);
            caller.say(Caller.hangup(CallEnd.HUNG_UP));
            called.hear(Caller.hangup(CallEnd.HUNG_UP));
        }
    }

    @Test
    void manyAtOnceKeepTheirOrder() {
        try (Talk adas = ada.connect();
                Talk bens = transport.connect(ben)) {
            List<Frame.Send> sends = chain(ben, 100);
            bens.sendAll(sends);
            for (Frame.Send send : sends) {
                assertThat(bens.await(Frame.Ack.class).clientMsgId()).isEqualTo(send.clientMsgId());
            }
            for (int seq = 1; seq <= 100; seq++) {
                Frame.Event event = adas.await(Frame.Event.class);
                EventBody.MessageStored message = (EventBody.MessageStored) event.body();
                assertThat(message.seq()).isEqualTo(seq);
                assertThat(message.envelope()).isEqualTo(sends.get(seq - 1).envelope());
                adas.send(new Frame.EvAck(event.ev()));
            }
        }
    }

    @Test
    void aMissingPredecessorIsRefusedAndTheConnectionGoesOn() {
        try (Talk bens = transport.connect(ben)) {
            bens.send(ben.text(conversation, "later", Optional.of(Person.IDS.clientMessageId())));
            assertThat(bens.await(Frame.Nack.class).code()).isEqualTo("predecessor_missing");
            bens.send(ben.text(conversation, "now"));
            bens.await(Frame.Ack.class);
        }
    }

    @Test
    void eventsGoOnAfterTheCursor() {
        SyncApi.EventCursor before = cursor(ben);
        try (Talk adas = ada.connect()) {
            write(adas, 20);
        }
        try (Talk bens = transport.resume(ben, run(), before)) {
            for (long ev = before.ev() + 1; ev <= before.ev() + 20; ev++) {
                assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(ev);
            }
            bens.send(new Frame.EvAck(before.ev() + 20));
            try (Talk adas = ada.connect()) {
                write(adas, 1);
            }
            assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(before.ev() + 21);
        }
    }

    @Test
    void aCursorOfAnotherHistoryLeadsToASnapshotAndThenOn() {
        String run = run();
        SyncApi.EventCursor wrong =
                new SyncApi.EventCursor("another-history", 5_000, Optional.of(Person.IDS.eventId()));
        try (Talk adas = ada.connect();
                Talk bens = transport.open(ben, run)) {
            bens.send(Transport.hello(ben, run, wrong));
            assertThat(bens.await(Frame.Welcome.class).resume()).isEqualTo(Frame.Resume.RESYNC);
            SyncApi.EventCursor snapshot = cursor(ben);
            bens.send(new Frame.EvAck(snapshot.ev()));
            Transport.listen(bens, snapshot);
            write(adas, 2);
            assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(snapshot.ev() + 1);
            assertThat(bens.await(Frame.Event.class).ev()).isEqualTo(snapshot.ev() + 2);
        }
    }

    @Test
    void typingAndPresenceArriveAndPingsAreAnswered() {
        try (Talk bens = transport.connect(ben)) {
            Talk adas = ada.connect();
            bens.await(Frame.Presence.class, seen -> seen.userId().equals(ada.user) && seen.online());
            adas.send(new Frame.Typing(conversation, Optional.empty(), true));
            assertThat(bens.await(Frame.Typing.class).userId()).contains(ada.user);
            bens.send(new Frame.Typing(conversation, Optional.empty(), true));
            assertThat(adas.await(Frame.Typing.class).userId()).contains(ben.user);
            bens.send(new Frame.Ping(0, 0));
            assertThat(bens.await(Frame.Pong.class).ev()).isEqualTo(cursor(ben).ev());
            adas.close();
            bens.await(Frame.Presence.class, seen -> seen.userId().equals(ada.user) && !seen.online());
        }
    }

    @Test
    void receiptsMoveTheMarks() {
        try (Talk adas = ada.connect();
                Talk bens = transport.connect(ben)) {
            write(adas, 3);
            bens.send(new Frame.Receipt(conversation, 3, 2));
            EventBody.ReceiptMoved moved = adas.event(EventBody.ReceiptMoved.class);
            assertThat(moved.deliveredSeq()).isEqualTo(3);
            assertThat(moved.readSeq()).isEqualTo(2);
        }
    }

    @Test
    void aNewerRunOfTheAppReplacesItWhateverItSpeaks() {
        for (Transport other : Transport.values()) {
            Talk older = transport.connect(ben);
            try (Talk newer = other.connect(ben)) {
                assertThat(older.problem()).isEqualTo("replaced");
                newer.send(ben.text(conversation, "I am the one"));
                newer.await(Frame.Ack.class);
            }
        }
    }

    @Test
    void theSameRunMovesWithoutBeingReplaced() {
        for (Transport other : Transport.values()) {
            String run = run();
            Talk older = transport.resume(ben, run, cursor(ben));
            try (Talk newer = other.resume(ben, run, cursor(ben))) {
                if (other == Transport.SOCKET || transport == Transport.SOCKET) {
                    assertThat(older.problem()).isEqualTo("session_gone");
                }
                newer.send(new Frame.Ping(0, 0));
                newer.await(Frame.Pong.class);
                assertThat(server.connections()).isEqualTo(1);
            }
            older.close();
        }
    }

    @Test
    void signingOutEndsIt() {
        Talk bens = transport.connect(ben);
        assertThat(ben.delete("/api/sessions").status()).isEqualTo(204);
        assertThat(bens.problem()).isEqualTo("unauthenticated");
    }

    @Test
    void aStolenRefreshTokenEndsIt() {
        Talk bens = transport.connect(ben);
        String first = ben.tokens.refreshToken();
        AccountApi.Tokens second = refresh(first).as(200, AccountApi.Tokens.class);
        refresh(second.refreshToken()).as(200, AccountApi.Tokens.class);
        assertThat(bens.isOpen()).isTrue();
        assertThat(refresh(first).problem()).isEqualTo("unauthenticated");
        assertThat(bens.problem()).isEqualTo("unauthenticated");
    }

    @Test
    void moreSessionsThanADeviceMayHoldEndTheOldest() {
        Talk bens = transport.connect(ben);
        for (int i = 0; i < 8; i++) {
            ben.signIn(ben.device, ben.deviceKey).as(201, AccountApi.Tokens.class);
        }
        assertThat(bens.problem()).isEqualTo("unauthenticated");
    }

    private Http.Answer refresh(String token) {
        return ben.http.post("/api/sessions/refresh", new AccountApi.Refresh(token));
    }

    @Test
    void anExpiredTokenEndsItAndARenewedOneGoesOn() {
        try (Talk adas = ada.connect();
                Talk bens = transport.connect(ben)) {
            clock.forward(Duration.ofMinutes(14));
            ben.signIn();
            bens.send(new Frame.Reauth(ben.tokens.accessToken()));
            bens.send(new Frame.Ping(0, 0));
            bens.await(Frame.Pong.class);
            clock.forward(Duration.ofMinutes(2));
            bens.send(new Frame.Ping(0, 0));
            bens.await(Frame.Pong.class);
            assertThat(adas.isOpen()).isTrue();
            clock.forward(Duration.ofMinutes(20));
            bens.send(new Frame.Ping(0, 0));
            assertThat(bens.problem()).isEqualTo("unauthenticated");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "malformed     | {\"a\":1}",
                "unknown_frame | {\"t\":\"dance\"}",
                "malformed     | {\"t\":\"ev_ack\",\"ev\":\"x\"}",
                "unknown_frame | {\"t\":\"poke\",\"head_ev\":1}"
            })
    void whatCannotBeTakenEndsIt(String code, String text) {
        try (Talk bens = transport.connect(ben)) {
            bens.sendText(text);
            assertThat(bens.problem()).isEqualTo(code);
        }
        Awaitility.await().untilAsserted(() -> assertThat(server.connections()).isZero());
    }

    @Test
    void nothingIsCarriedOutAfterAFrameThatCannotBeTaken() {
        try (Talk bens = transport.connect(ben)) {
            try {
                bens.sendAll(
                        List.of(ben.text(conversation, "before"), new Frame.Poke(1), ben.text(conversation, "after")));
            } catch (CompletionException closedBeforeTheLastLeft) {
                assertThat(closedBeforeTheLastLeft).hasRootCauseInstanceOf(IOException.class);
            }
            assertThat(bens.problem()).isEqualTo("unknown_frame");
        }
        try (Talk again = transport.connect(ben)) {
            again.send(ben.text(conversation, "later"));
            assertThat(again.await(Frame.Ack.class).seq()).isEqualTo(2);
        }
    }

    @Test
    void aBurstThatNobodyReadsStaysBoundedAndNothingIsLost() {
        SyncApi.EventCursor before = cursor(ben);
        String run = run();
        try (Talk adas = ada.connect();
                Talk bens = transport.open(ben, run)) {
            bens.send(Transport.hello(ben, run, before));
            bens.await(Frame.Welcome.class);
            bens.doze();
            Transport.listen(bens, before);
            int deepest = burst(adas);
            assertThat(deepest).isLessThanOrEqualTo(Limits.MAX_QUEUED_FRAMES);
            bens.wake();
            List<Long> got = new ArrayList<>();
            if (transport != Transport.POLL) {
                long head = bens.await(Frame.Poke.class).headEv();
                bens.rest().stream()
                        .filter(Frame.Event.class::isInstance)
                        .forEach(frame -> got.add(((Frame.Event) frame).ev()));
                assertThat(got).hasSize(Limits.MAX_UNACKED_EVENTS);
                assertThat(head).isGreaterThan(got.getLast());
                while (got.getLast() < before.ev() + BURST) {
                    ben
                            .get("/api/events?limit=500&since=" + got.getLast())
                            .as(200, SyncApi.EventPage.class)
                            .events()
                            .stream()
                            .map(Frame.Event::ev)
                            .forEach(got::add);
                }
            } else {
                while (got.size() < BURST) {
                    got.add(bens.await(Frame.Event.class).ev());
                }
            }
            assertThat(got)
                    .isEqualTo(LongStream.rangeClosed(before.ev() + 1, before.ev() + BURST)
                            .boxed()
                            .toList());
            bens.send(new Frame.EvAck(got.getLast()));
            write(adas, 1);
            bens.await(Frame.Event.class, event -> event.ev() == before.ev() + BURST + 1);
        }
    }

    /** More than the network between the two takes: what is over waits in the server, within its bound, and flows again. */
    @Test
    void largeEventsWaitForASlowReaderAndFlowAgain() {
        SyncApi.EventCursor before = cursor(ben);
        String run = run();
        int count = 90;
        String large = "\u6f22".repeat(13_000);
        try (Talk adas = ada.connect();
                Talk bens = transport.open(ben, run)) {
            bens.send(Transport.hello(ben, run, before));
            bens.await(Frame.Welcome.class);
            bens.doze();
            Transport.listen(bens, before);
            for (int i = 0; i < count; i++) {
                adas.send(ada.text(conversation, large));
                adas.await(Frame.Ack.class);
                adas.send(new Frame.EvAck(adas.await(Frame.Event.class).ev()));
            }
            assertThat(server.deepestQueue()).isLessThanOrEqualTo(Limits.MAX_QUEUED_FRAMES);
            bens.wake();
            long got = before.ev();
            while (got < before.ev() + count) {
                Frame frame = bens.await(Frame.class, any -> any instanceof Frame.Event || any instanceof Frame.Poke);
                if (frame instanceof Frame.Event event && event.ev() > got) {
                    assertThat(event.ev()).isEqualTo(++got);
                } else if (frame instanceof Frame.Poke) {
                    SyncApi.EventPage page =
                            ben.get("/api/events?limit=500&since=" + got).as(200, SyncApi.EventPage.class);
                    got = page.events().isEmpty()
                            ? got
                            : page.events().getLast().ev();
                    bens.send(new Frame.EvAck(got));
                }
            }
        }
    }

    private int burst(Talk adas) {
        int deepest = 0;
        for (int sent = 0; sent < BURST; sent += 250) {
            for (int i = 0; i < 250; i++) {
                adas.send(ada.text(conversation, "message " + (sent + i)));
            }
            for (int i = 0; i < 250; i++) {
                deepest = Math.max(deepest, server.deepestQueue());
                adas.await(Frame.Ack.class);
            }
            // Ada reads all; only Ben is slow.
            adas.send(new Frame.EvAck(cursor(ada).ev()));
        }
        return deepest;
    }

    @Test
    void whoeverFallsSilentIsGoneForTheOthersToo(@TempDir Path other) throws ServerStartException {
        try (SignalingServer impatient =
                SignalingServer.start(ServerConfig.in(other).withHeartbeatMs(150))) {
            Person dora = Person.signUp(impatient.uri(), "dora");
            Person emil = Person.signUp(impatient.uri(), "emil");
            dora.befriend(emil);
            try (Talk doras = dora.connect()) {
                doras.send(new Frame.Ping(0, 0, Optional.of(Frame.Mode.MINIMAL)));
                // What she is told at first.
                doras.await(Frame.Presence.class, seen -> seen.userId().equals(emil.user) && !seen.online());
                Talk emils = transport.connect(emil);
                doras.await(Frame.Presence.class, seen -> seen.userId().equals(emil.user) && seen.online());
                if (transport == Transport.POLL) {
                    emils.close(); // A poll counts as being heard.
                }
                doras.await(Frame.Presence.class, seen -> seen.userId().equals(emil.user) && !seen.online());
                if (transport == Transport.POLL) {
                    emils.send(new Frame.EvAck(1)); // Nothing waits for an answer that could tell.
                }
                assertThat(emils.problem()).isEqualTo("session_gone");
            }
        }
    }

    private static String run() {
        return UUID.randomUUID().toString();
    }

    private static SyncApi.EventCursor cursor(Person person) {
        SyncApi.Snapshot now = person.snapshot();
        return new SyncApi.EventCursor(now.epoch(), now.headEv(), now.headEventId());
    }

    private List<Frame.Send> chain(Person from, int count) {
        List<Frame.Send> sends = new ArrayList<>();
        Optional<ClientMessageId> previous = Optional.empty();
        for (int i = 0; i < count; i++) {
            Frame.Send send = from.text(conversation, "message " + i, previous);
            previous = Optional.of(send.clientMsgId());
            sends.add(send);
        }
        return sends;
    }

    private void write(Talk talk, int count) {
        chain(ada, count).forEach(talk::send);
        for (int i = 0; i < count; i++) {
            talk.await(Frame.Ack.class);
        }
    }
}
