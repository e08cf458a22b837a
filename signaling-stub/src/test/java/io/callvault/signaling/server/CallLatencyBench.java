package io.callvault.signaling.server;

import static io.callvault.signaling.testing.Caller.ACCEPT;
import static io.callvault.signaling.testing.Caller.INVITE;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Figures, not a test: how long a call frame takes from one device to the other on loopback, alone, while others write 200 messages
 * a second, and while the device that gets it catches up with 10,000 events. Client and server share the machine and the process.
 */
final class CallLatencyBench {

    private static final int HISTORY = 10_000;
    private static final int FRAMES = 500;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int WRITERS = 20;
    private static final long WRITE_NANOS = 100_000_000;

    private CallLatencyBench() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("callvault-bench");
        ServerConfig config = ServerConfig.in(data).withLimits(RateLimits.off());
        try (SignalingServer server = SignalingServer.start(config);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            ConversationId conversation = ada.befriend(ben);
            List<Person> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> Person.signUp(server.uri(), "writer" + i))
                    .toList();
            long before = ben.snapshot().headEv();
            fill(ada, conversation);
            try (Wire adas = ada.connect()) {
                try (Wire bens = ben.connect()) {
                    Caller[] ends = talk(ada, ben, adas, bens, conversation);
                    report("warm-up", frames(threads, ends));
                    report("alone", frames(threads, ends));
                    AtomicBoolean on = new AtomicBoolean(true);
                    List<Future<?>> busy = new ArrayList<>();
                    writers.forEach(writer -> busy.add(threads.submit(() -> write(writer, on))));
                    report("with 200 messages a second", frames(threads, ends));
                    on.set(false);
                    for (Future<?> each : busy) {
                        each.get();
                    }
                    ends[0].say(Caller.hangup(CallEnd.HUNG_UP));
                }
                try (Wire bens = new Wire(server.uri())) {
                    bens.send(ben.hello(before));
                    bens.await(Frame.Welcome.class);
                    Caller[] ends = talk(ada, ben, adas, bens, conversation);
                    Future<Integer> synced = threads.submit(() -> catchUp(ben, bens, before));
                    report("while it catches up with 10,000 events", frames(threads, ends, synced));
                    System.out.println("events pulled: " + synced.get());
                }
            }
        }
        System.exit(0);
    }

    private static void fill(Person ada, ConversationId conversation) {
        try (Wire wire = ada.connect()) {
            for (int sent = 0; sent < HISTORY; sent += 200) {
                for (int i = 0; i < 200; i++) {
                    wire.send(ada.text(conversation, "message " + (sent + i)));
                }
                for (int i = 0; i < 200; i++) {
                    wire.await(Frame.Ack.class);
                }
                wire.send(new Frame.EvAck(ada.snapshot().headEv()));
            }
        }
    }

    private static Caller[] talk(Person ada, Person ben, Wire adas, Wire bens, ConversationId conversation) {
        CallId id = new CallId(Person.IDS.next());
        Caller caller = Caller.of(adas, ada, id, conversation);
        Caller called = Caller.of(bens, ben, id, conversation);
        caller.say(INVITE);
        called.hear(INVITE);
        called.say(ACCEPT);
        caller.hear(ACCEPT);
        return new Caller[] {caller, called};
    }

    private static void write(Person person, AtomicBoolean on) {
        ConversationId echo = person.echo();
        try (Wire wire = person.connect()) {
            while (on.get()) {
                wire.send(person.text(echo, "busy"));
                wire.await(Frame.Ack.class);
                wire.poll(Frame.Event.class, event -> true).ifPresent(event -> wire.send(new Frame.EvAck(event.ev())));
                LockSupport.parkNanos(WRITE_NANOS);
            }
        }
    }

    private static int catchUp(Person ben, Wire bens, long from) {
        long cursor = from;
        long head = ben.snapshot().headEv();
        while (cursor < head) {
            cursor = ben.get("/api/events?limit=500&since=" + cursor)
                    .as(200, SyncApi.EventPage.class)
                    .events()
                    .getLast()
                    .ev();
        }
        bens.send(new Frame.EvAck(cursor));
        return (int) (cursor - from);
    }

    private static long[] frames(ExecutorService threads, Caller[] ends) throws Exception {
        return frames(threads, ends, new CompletableFuture<>());
    }

    /** Until the other thing is done, at most {@link #FRAMES}. */
    private static long[] frames(ExecutorService threads, Caller[] ends, Future<?> until) throws Exception {
        long[] sent = new long[FRAMES];
        long[] took = new long[FRAMES];
        Future<?> heard = threads.submit(() -> {
            for (int i = 0; i < FRAMES; i++) {
                Frame.Call frame = ends[1].hear(CallKind.STATE);
                took[i] = System.nanoTime();
                if (frame.payload().contains("\"weak\":true")) {
                    return;
                }
            }
        });
        int count = 0;
        boolean last = false;
        while (!last) {
            last = count == FRAMES - 1 || until.isDone();
            sent[count++] = System.nanoTime();
            ends[0].say(new CallSignal.State(true, false, false, last));
            LockSupport.parkNanos(FRAME_NANOS);
        }
        heard.get();
        int all = count;
        return IntStream.range(0, all).mapToLong(i -> took[i] - sent[i]).toArray();
    }

    private static void report(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: %d call frames, p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                name,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
