package io.callvault.desktop.link.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.FakeSession;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.ThreadLoop;
import io.callvault.desktop.link.Transport;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Frames;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two fallbacks against a server of the test's own. */
class HttpTransportTest {

    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 7));

    private final ScriptedServer server = server();
    private final ThreadLoop loop = new ThreadLoop("cv-link");
    private final FakeSession session = new FakeSession();
    private final ApiClient api = new ApiClient(
            server.address(),
            new NetworkSwitch(),
            new ServerClock(InstantSource.system(), System::nanoTime),
            new SecureRandom());
    private final Heard listener = new Heard();
    private final List<String> heard = listener.lines;
    private final AtomicInteger rooms = listener.rooms;

    @AfterEach
    void stop() {
        api.close();
        loop.close();
        server.close();
    }

    @Test
    void theWelcomeIsPassedOnWhenTheStreamFlows() {
        server.muteStream = true;
        Transport.Connection connection = stream();
        hello(connection, 41);
        await().until(() -> server.asked.size() == 2);
        assertThat(heard).containsExactly("opened");
        server.push(new Frame.Poke(9));
        await().until(() -> heard.size() == 3);
        assertThat(heard.get(1)).startsWith("Welcome");
        assertThat(heard.get(2)).isEqualTo("Poke[headEv=9]");
        assertThat(server.asked)
                .containsExactly("POST /api/commands?instance_id=i1", "GET /api/events/stream?instance_id=i1");
        assertThat(server.lastEventIds).containsExactly(Optional.of("e:41:" + new UUID(0, 41)));
        connection.close();
    }

    @Test
    void whoNeedsASnapshotDoesNotResumeTheStream() {
        server.resume = Frame.Resume.RESYNC;
        hello(stream(), 41);
        await().until(() -> heard.size() == 2);
        assertThat(server.lastEventIds).containsExactly(Optional.empty());
    }

    @Test
    void framesGoUpInOrderInBatchesOneRequestAtATime() {
        Transport.Connection connection = stream();
        hello(connection, 0);
        await().until(() -> heard.size() == 2);
        server.answers.drainPermits();
        loop.execute(() -> connection.send(new Frame.EvAck(0)));
        await().until(() -> server.batches.size() == 2);
        assertThat(connection.room())
                .as("nothing more while a request is under way")
                .isZero();
        loop.execute(() -> IntStream.rangeClosed(1, 40).forEach(i -> connection.send(new Frame.EvAck(i))));
        server.answers.release(1_000);
        await().until(() -> server.batches.size() == 4);
        assertThat(server.batches.stream().map(List::size)).containsExactly(1, 1, 32, 8);
        assertThat(server.batches.stream()
                        .flatMap(List::stream)
                        .filter(Frame.EvAck.class::isInstance)
                        .map(frame -> ((Frame.EvAck) frame).ev()))
                .isEqualTo(
                        IntStream.rangeClosed(0, 40).mapToLong(i -> i).boxed().toList());
        await().until(() -> rooms.get() >= 2);
        connection.close();
    }

    @Test
    void aBatchIsNoLargerThanAFrame() {
        Transport.Connection connection = stream();
        hello(connection, 0);
        await().until(() -> heard.size() == 2);
        String token = "x".repeat(30_000);
        loop.execute(() -> IntStream.range(0, 5).forEach(i -> connection.send(new Frame.Reauth(token))));
        await().until(() -> server.batches.stream().mapToInt(List::size).sum() == 6);
        assertThat(server.batches.stream().map(List::size)).containsExactly(1, 2, 2, 1);
        connection.close();
    }

    @Test
    void aRefusedRequestEndsTheConnectionWithTheSameCodeAsAWebSocketAndIsNotRepeated() {
        Transport.Connection connection = stream();
        hello(connection, 0);
        await().until(() -> heard.size() == 2);
        server.refusals.add(ScriptedServer.replaced());
        loop.execute(() -> connection.send(typing()));
        await().until(() -> heard.getLast().equals("closed " + CloseCode.REPLACED));
        loop.execute(() -> connection.send(typing()));
        assertThat(server.batches).hasSize(2);
        assertThat(heard.stream().filter(h -> h.startsWith("closed"))).hasSize(1);
    }

    @Test
    void whatEndsAConnectionIsNamedAsOnAWebSocket() {
        assertThat(code(ProblemCode.UNAUTHENTICATED)).isEqualTo(CloseCode.UNAUTHENTICATED);
        assertThat(code(ProblemCode.REPLACED)).isEqualTo(CloseCode.REPLACED);
        assertThat(code(ProblemCode.SESSION_GONE)).isEqualTo(CloseCode.SUPERSEDED);
        assertThat(code(ProblemCode.INTERNAL)).isEqualTo(CloseCode.FAILED);
        assertThat(code(ProblemCode.MALFORMED)).isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    @Test
    void theStreamSaysGoodbye() {
        hello(stream(), 0);
        await().until(() -> heard.size() == 2);
        server.stream.add(
                "event: close\ndata: " + Json.write(new SyncApi.Closed(CloseCode.REPLACED, "replaced")) + "\n\n");
        await().until(() -> heard.getLast().equals("closed " + CloseCode.REPLACED));
    }

    @Test
    void aStreamThatEndsEndsTheConnection() {
        hello(stream(), 0);
        await().until(() -> heard.size() == 2);
        server.stream.add("");
        await().until(() -> heard.getLast().equals("closed " + CloseCode.ABNORMAL));
    }

    @Test
    void aSilentStreamIsDeadAlthoughCommandsAreAnswered() {
        Transport.Connection connection = stream();
        hello(connection, 0);
        await().until(() -> heard.size() == 2);
        long begin = System.nanoTime();
        loop.execute(() -> connection.send(new Frame.Ping(1, 1)));
        await().until(() -> heard.getLast().equals("closed " + CloseCode.ABNORMAL));
        // The scripted heartbeat is one second.
        assertThat(System.nanoTime() - begin).isBetween(1_000_000_000L, 6_000_000_000L);
        assertThat(heard).anyMatch(h -> h.startsWith("Pong"));
    }

    @Test
    void whatIsNoFrameIsSaidAndTheStreamGoesOn() {
        hello(stream(), 0);
        await().until(() -> heard.size() == 2);
        server.stream.add("data: {\"t\":\"from the future\"}\n\n");
        server.stream.add("event: unheard\ndata: of\n\n");
        server.push(new Frame.Poke(1));
        await().until(() -> heard.size() == 4);
        assertThat(heard.subList(2, 4)).containsExactly("unreadable", "Poke[headEv=1]");
    }

    @Test
    void pollsAskBehindWhatCameAndBringFramesWithoutAnEvToo() {
        Transport.Connection connection = poll();
        hello(connection, 41);
        await().until(() -> polls().size() == 1);
        server.pages.add(new SyncApi.EventPage(
                "e", 43, List.of(event(42), event(43)), Optional.of(Frames.of(List.of(new Frame.Poke(5))))));
        await().until(() -> polls().size() == 2);
        server.pages.add(new SyncApi.EventPage("e", 43, List.of()));
        await().until(() -> polls().size() == 3);
        assertThat(polls())
                .containsExactly(
                        "GET /api/events?since=41&limit=100&wait=25&instance_id=i1",
                        "GET /api/events?since=43&limit=100&wait=25&instance_id=i1",
                        "GET /api/events?since=43&limit=100&wait=25&instance_id=i1");
        assertThat(heard.stream().filter(h -> h.startsWith("Event") || h.startsWith("Poke")))
                .hasSize(3);
        connection.close();
    }

    @Test
    void pollingWaitsForASlowClientThenTellsItToPull() {
        Transport.Connection connection = poll();
        hello(connection, 0);
        server.pages.add(new SyncApi.EventPage(
                "e",
                100,
                IntStream.rangeClosed(1, 100).mapToObj(HttpTransportTest::event).toList()));
        await().until(() -> heard.contains("Poke[headEv=100]"));
        assertThat(polls()).hasSize(1);
        loop.execute(() -> connection.send(new Frame.EvAck(100)));
        await().until(() -> polls().size() == 2);
        assertThat(polls().getLast()).contains("since=100&");
        connection.close();
    }

    @Test
    void pollingWaitsForTheSnapshot() {
        server.resume = Frame.Resume.RESYNC;
        Transport.Connection connection = poll();
        hello(connection, 7);
        await().until(() -> heard.size() == 2);
        loop.execute(() -> connection.send(typing()));
        await().until(() -> server.batches.size() == 2);
        assertThat(polls()).isEmpty();
        loop.execute(() -> connection.send(new Frame.EvAck(44)));
        await().until(() -> polls().size() == 1);
        assertThat(polls().getFirst()).contains("since=44&");
        connection.close();
    }

    private static int code(ProblemCode code) {
        Problem problem = Problem.of(code, "for the test");
        return Commands.closeCode(
                new ApiResult.Problem<>(ProblemCode.of(problem.code()), problem.status(), problem.detail()));
    }

    private List<String> polls() {
        return server.asked.stream()
                .filter(a -> a.startsWith("GET /api/events?"))
                .toList();
    }

    private static Frame.Event event(long ev) {
        return new Frame.Event(
                ev,
                new EventId(new UUID(0, ev)),
                new EventBody.ReceiptMoved(CONVERSATION, new UserId(new UUID(0, 1)), ev, ev));
    }

    private static Frame.Typing typing() {
        return new Frame.Typing(CONVERSATION, Optional.empty(), true);
    }

    private void hello(Transport.Connection connection, long cursor) {
        await().until(() -> heard.contains("opened"));
        Optional<EventId> event = cursor > 0 ? Optional.of(new EventId(new UUID(0, cursor))) : Optional.empty();
        loop.execute(() -> connection.send(new Frame.Hello(
                Frame.PROTO, "t1", new DeviceId(new UUID(0, 2)), "i1", Optional.of("e"), cursor, event)));
    }

    private Transport.Connection stream() {
        return HttpTransport.streaming(loop, api, session, "i1").open(listener);
    }

    private Transport.Connection poll() {
        return HttpTransport.polling(loop, api, session, "i1").open(listener);
    }

    private static ScriptedServer server() {
        try {
            return new ScriptedServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
