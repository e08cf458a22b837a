package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.HttpTalk;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.StreamTalk;
import io.callvault.signaling.testing.Talk;
import io.callvault.signaling.testing.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up and down the ladder, and what only requests can do wrong. */
class LadderTest {

    private static final List<Transport> RUNGS = List.of(Transport.values());

    @TempDir
    private Path data;

    private SignalingServer server;
    private Person ada;
    private Person ben;
    private ConversationId conversation;
    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        conversation = ada.befriend(ben);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Ben changes the transport in the middle of everything: of events coming in and of messages not yet acknowledged. */
    @Test
    void nothingIsLostOrDoubledWhenTheTransportChangesInTheMiddle() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SyncApi.EventCursor cursor = cursor(ben);
        long start = cursor.ev();
        List<EventBody.MessageStored> applied = new ArrayList<>();
        List<Frame.Send> adas = chain(ada, 300);
        List<Frame.Send> bens = chain(ben, 60);
        int acked = 0;
        try (Talk hers = ada.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(
                    () -> {
                        for (Frame.Send send : adas) {
                            hers.send(send);
                            hers.await(Frame.Ack.class);
                            hers.send(new Frame.EvAck(start + 1_000));
                        }
                    },
                    threads);
            while (applied.size() < 360 || acked < bens.size()) {
                Transport rung = RUNGS.get(random.nextInt(RUNGS.size()));
                // The one before is left alone: half open, as far as it knows.
                Talk talk = rung.resume(ben, run, cursor);
                talk.sendAll(bens.subList(acked, Math.min(acked + 15, bens.size())));
                int most = 10 + random.nextInt(60);
                for (int i = 0; i < most && applied.size() < 360; i++) {
                    Frame.Event event = talk.await(Frame.Event.class);
                    assertThat(event.ev()).as("seed %d, %s", seed, rung).isEqualTo(cursor.ev() + 1);
                    cursor = new SyncApi.EventCursor(cursor.epoch(), event.ev(), Optional.of(event.eventId()));
                    applied.add((EventBody.MessageStored) event.body());
                    if (random.nextInt(10) == 0) {
                        talk.send(new Frame.EvAck(event.ev()));
                    }
                }
                for (Frame frame : talk.rest()) {
                    if (frame instanceof Frame.Ack ack
                            && acked < bens.size()
                            && ack.clientMsgId().equals(bens.get(acked).clientMsgId())) {
                        acked++;
                    }
                }
                // A poller that went on would take the place of the next stream: one run of the app has one of the two.
                if (rung == Transport.POLL || random.nextBoolean()) {
                    talk.close();
                }
            }
            writing.join();
        }
        assertThat(applied.stream().map(EventBody.MessageStored::seq).toList())
                .as("seed %d", seed)
                .isEqualTo(LongStream.rangeClosed(1, 360).boxed().toList());
        assertThat(envelopes(applied, ada))
                .isEqualTo(adas.stream().map(Frame.Send::envelope).toList());
        assertThat(envelopes(applied, ben))
                .isEqualTo(bens.stream().map(Frame.Send::envelope).toList());
    }

    private static List<?> envelopes(List<EventBody.MessageStored> messages, Person author) {
        return messages.stream()
                .filter(message -> message.senderId().equals(author.user))
                .map(EventBody.MessageStored::envelope)
                .toList();
    }

    @Test
    void racingRequestsAreCarriedOutOneAfterTheOther() {
        try (Talk talk = Transport.POLL.connect(ben);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpTalk requests = (HttpTalk) talk;
            List<List<Frame.Send>> batches =
                    IntStream.range(0, 12).mapToObj(i -> chain(ben, 10)).toList();
            List<CompletableFuture<Http.Answer>> answers = batches.stream()
                    .map(batch -> CompletableFuture.supplyAsync(
                            () -> requests.post(
                                    batch.stream().map(FrameCodec::encode).toList()),
                            threads))
                    .toList();
            for (int i = 0; i < batches.size(); i++) {
                List<Long> seqs = acks(answers.get(i).join());
                assertThat(seqs).hasSize(10);
                assertThat(seqs)
                        .isEqualTo(LongStream.range(seqs.getFirst(), seqs.getFirst() + 10)
                                .boxed()
                                .toList());
            }
        }
    }

    private static List<Long> acks(Http.Answer answer) {
        return answer.as(200, SyncApi.FrameBatch.class).frames().texts().stream()
                .map(LadderTest::decode)
                .map(frame -> ((Frame.Ack) frame).seq())
                .toList();
    }

    private static Frame decode(String text) {
        try {
            return FrameCodec.decode(text);
        } catch (WireException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void aNewerPollAnswersTheOlderOneAtOnce() {
        SyncApi.EventCursor now = cursor(ben);
        hello(now);
        // The greeting's presence is what the first poll brings.
        ben.get(poll(now.ev(), 25)).as(200, SyncApi.EventPage.class);
        CompletableFuture<Http.Answer> one = later(poll(now.ev(), 25));
        CompletableFuture<Http.Answer> other = later(poll(now.ev(), 25));
        // Which of the two came first nobody can tell.
        CompletableFuture.anyOf(one, other).join();
        CompletableFuture<Http.Answer> older = one.isDone() ? one : other;
        CompletableFuture<Http.Answer> newer = one.isDone() ? other : one;
        SyncApi.EventPage empty = older.join().as(200, SyncApi.EventPage.class);
        assertThat(empty.events()).isEmpty();
        assertThat(empty.frames().orElseThrow().texts()).isEmpty();
        assertThat(newer).isNotDone();
        try (Talk adas = ada.connect()) {
            adas.send(ada.text(conversation, "Hello"));
            SyncApi.EventPage page = newer.join().as(200, SyncApi.EventPage.class);
            if (page.events().isEmpty()) { // Ada's presence came first.
                page = ben.get(poll(now.ev(), 25)).as(200, SyncApi.EventPage.class);
            }
            assertThat(page.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.ev()).isEqualTo(now.ev() + 1));
            assertThat(page.headEv()).isEqualTo(now.ev() + 1);
        }
    }

    @Test
    void aPollWithoutNewsEndsAfterItsTime() {
        SyncApi.EventCursor now = cursor(ben);
        hello(now);
        ben.get(poll(now.ev(), 0)).as(200, SyncApi.EventPage.class);
        long began = System.nanoTime();
        SyncApi.EventPage page = ben.get(poll(now.ev(), 1)).as(200, SyncApi.EventPage.class);
        assertThat(System.nanoTime() - began).isGreaterThan(900_000_000L);
        assertThat(page.events()).isEmpty();
        assertThat(page.headEv()).isEqualTo(now.ev());
    }

    @Test
    void aStreamGoesOnAfterLastEventId() {
        StreamTalk talk = (StreamTalk) Transport.STREAM.resume(ben, run, cursor(ben));
        try (Talk adas = ada.connect()) {
            chain(ada, 5).forEach(adas::send);
            long first = talk.await(Frame.Event.class).ev();
            for (int i = 1; i < 5; i++) {
                talk.await(Frame.Event.class);
            }
            String third = talk.ids().get(2);
            talk.close();
            try (StreamTalk again = new StreamTalk(ben, run)) {
                again.listen(third);
                assertThat(again.await(Frame.Event.class).ev()).isEqualTo(first + 3);
                assertThat(again.await(Frame.Event.class).ev()).isEqualTo(first + 4);
                again.send(new Frame.EvAck(first + 3));
                again.send(new Frame.Ping(0, 0));
                again.await(Frame.Pong.class);
                try (StreamTalk confirmed = new StreamTalk(ben, run)) {
                    confirmed.listen("");
                    assertThat(confirmed.await(Frame.Event.class).ev()).isEqualTo(first + 4);
                    assertThat(again.closed()).isEqualTo("4410 moved");
                }
            }
        }
    }

    @Test
    void whoSaysNothingIsToldAfterwardsThatItWasReplaced() {
        SyncApi.EventCursor now = cursor(ben);
        hello(now);
        try (Talk newer = ben.connect()) {
            assertThat(ben.get(poll(now.ev(), 1)).problem()).isEqualTo("replaced");
            StreamTalk stream = new StreamTalk(ben, run);
            stream.listen("");
            assertThat(stream.problem()).isEqualTo("replaced");
            assertThat(newer.isOpen()).isTrue();
            // Somebody asked for it.
            hello(now);
            assertThat(newer.closed()).isEqualTo("4409 replaced");
            ben.get(poll(now.ev(), 0)).as(200, SyncApi.EventPage.class);
        }
    }

    @Test
    void whenTheServerStopsEverybodyIsTold(@TempDir Path other) throws ServerStartException {
        SignalingServer stopping = SignalingServer.start(ServerConfig.in(other));
        Talk socket = Transport.SOCKET.connect(Person.signUp(stopping.uri(), "ada"));
        Talk stream = Transport.STREAM.connect(Person.signUp(stopping.uri(), "ben"));
        Talk poll = Transport.POLL.connect(Person.signUp(stopping.uri(), "cyd"));
        stopping.close();
        assertThat(socket.problem()).isEqualTo("unavailable");
        assertThat(stream.problem()).isEqualTo("unavailable");
        // Between two polls it learns by itself.
        assertThat(poll.problem()).matches("unavailable|session_gone|error .*");
    }

    private void hello(SyncApi.EventCursor now) {
        Talk talk = Transport.POLL.open(ben, run);
        talk.send(Transport.hello(ben, run, now));
        talk.await(Frame.Welcome.class);
    }

    private String poll(long since, int wait) {
        return "/api/events?since=" + since + "&wait=" + wait + "&instance_id=" + run;
    }

    private CompletableFuture<Http.Answer> later(String path) {
        return CompletableFuture.supplyAsync(() -> ben.get(path), Thread::startVirtualThread);
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
}
