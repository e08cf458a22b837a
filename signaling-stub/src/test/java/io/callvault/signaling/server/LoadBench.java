package io.callvault.signaling.server;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Figures, not a test: 50 senders on loopback, each waits for its ack before the next message (latency), then each keeps 20 on
 * the way (throughput). Client and server share the machine and the process; signing is part of the load.
 */
final class LoadBench {

    private static final int SENDERS = 50;
    private static final int WARM_UP = 20;
    private static final int EACH = 200;
    private static final int WINDOW = 20;

    private LoadBench() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("callvault-bench");
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(data));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Person> people = IntStream.range(0, SENDERS)
                    .mapToObj(i -> Person.signUp(server.uri(), "sender" + i))
                    .toList();
            List<ConversationId> conversations = new ArrayList<>();
            for (int i = 0; i < SENDERS; i += 2) {
                ConversationId conversation = people.get(i).befriend(people.get(i + 1));
                conversations.add(conversation);
                conversations.add(conversation);
            }
            run(threads, people, conversations, WARM_UP, WINDOW);
            report("one at a time", server, () -> run(threads, people, conversations, EACH, 1));
            report("20 on the way", server, () -> run(threads, people, conversations, EACH, WINDOW));
        }
        System.exit(0);
    }

    private interface Run {
        long[] nanos() throws Exception;
    }

    private static void report(String name, SignalingServer server, Run run) throws Exception {
        ApiRoutes.Health before = health(server);
        long start = System.nanoTime();
        long[] latencies = run.nanos();
        double seconds = (System.nanoTime() - start) / 1e9;
        ApiRoutes.Health after = health(server);
        Arrays.sort(latencies);
        System.out.printf(
                "%s: %d messages, %.0f/s durable, ack p50 %.1f ms, p99 %.1f ms, %.3f fsyncs a message%n",
                name,
                latencies.length,
                latencies.length / seconds,
                latencies[latencies.length / 2] / 1e6,
                latencies[latencies.length * 99 / 100] / 1e6,
                (double) (after.syncs() - before.syncs()) / latencies.length);
    }

    private static ApiRoutes.Health health(SignalingServer server) {
        return new Http(server.uri()).send("GET", "/health", new byte[0]).as(200, ApiRoutes.Health.class);
    }

    private static long[] run(
            ExecutorService threads, List<Person> people, List<ConversationId> conversations, int each, int window)
            throws Exception {
        List<Future<long[]>> runs = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            ConversationId conversation = conversations.get(i);
            runs.add(threads.submit(() -> send(person, conversation, each, window)));
        }
        long[] all = new long[people.size() * each];
        for (int i = 0; i < runs.size(); i++) {
            System.arraycopy(runs.get(i).get(), 0, all, i * each, each);
        }
        return all;
    }

    private static long[] send(Person person, ConversationId conversation, int each, int window) {
        List<Frame.Send> sends = IntStream.range(0, each)
                .mapToObj(i -> person.text(conversation, "message " + i))
                .toList();
        long[] started = new long[each];
        long[] took = new long[each];
        try (Wire wire = person.connect()) {
            int next = 0;
            for (int acked = 0; acked < each; acked++) {
                while (next < each && next - acked < window) {
                    started[next] = System.nanoTime();
                    wire.send(sends.get(next++));
                }
                wire.await(Frame.Ack.class);
                took[acked] = System.nanoTime() - started[acked];
            }
        }
        return took;
    }
}
