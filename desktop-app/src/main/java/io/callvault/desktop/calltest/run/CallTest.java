package io.callvault.desktop.calltest.run;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Runner;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.Verdict;
import io.callvault.desktop.calltest.media.MediaJobs;
import io.callvault.desktop.calltest.probe.BandwidthProbe;
import io.callvault.desktop.calltest.probe.GuestProbe;
import io.callvault.desktop.calltest.probe.RelayProbe;
import io.callvault.desktop.calltest.probe.ServerDoor;
import io.callvault.desktop.calltest.probe.ServerProbe;
import io.callvault.desktop.calltest.probe.TransportProbe;
import io.callvault.desktop.calltest.turn.RelayUrl;
import io.callvault.desktop.calltest.turn.StunClient;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.rtc.IceServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One run of the call test. One use; {@link #run} blocks, {@link #cancel} on any thread. */
public final class CallTest {
    /** The promise; where a person is waited for, it is longer. */
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private static final Duration PERSON = Duration.ofMinutes(6);
    private static final Duration SERVER = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration TRANSPORTS = Duration.ofSeconds(18);
    private static final Duration STUN_ANSWER = Duration.ofMillis(3_500);

    private final CallTestOptions options;
    private final InstantSource wall;
    private final MediaPart media;
    private final TestListener listener;
    private final AtomicReference<Optional<Runner>> runner = new AtomicReference<>(Optional.empty());

    /** Makes the work that gives {@link MediaJobs#STEPS} their outcomes: in a child process, or with an engine of a test. */
    @FunctionalInterface
    public interface MediaPart {
        Job.Work work(CallTestOptions options, Supplier<List<IceServer>> servers, Consumer<Evidence> evidence);
    }

    /**
     * @param options whose server is a URL that {@link ServerAddress#isUsable} takes
     * @param wall the computer's clock
     */
    public CallTest(CallTestOptions options, InstantSource wall, MediaPart media, TestListener listener) {
        this.options = options;
        this.wall = wall;
        this.media = media;
        this.listener = listener;
    }

    /** Tries everything; never throws for what it finds. */
    public TestRun run() {
        long startedMs = System.currentTimeMillis();
        long began = System.nanoTime();
        AtomicReference<Evidence> evidence = new AtomicReference<>(Evidence.NONE);
        List<StepResult> results;
        try (ServerDoor door = new ServerDoor(new ServerAddress(URI.create(options.server())), wall)) {
            Runner made = new Runner(
                    jobs(door, more -> evidence.updateAndGet(now -> now.and(more))),
                    options.withPerson() ? PERSON : WHOLE,
                    listener);
            runner.set(Optional.of(made));
            results = made.run().stream()
                    .sorted(Comparator.comparing(
                            (StepResult result) -> result.step().group()))
                    .toList();
        }
        byte[] id = new byte[8];
        new SecureRandom().nextBytes(id);
        return new TestRun(
                HexFormat.of().formatHex(id),
                startedMs,
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                options,
                results,
                evidence.get(),
                Verdict.of(results));
    }

    /** Ends it early. */
    public void cancel() {
        runner.get().ifPresent(Runner::cancel);
    }

    /** Every step of a run, in the order shown: for whoever draws them before they begin. */
    public static List<Step> steps() {
        return Stream.of(
                        List.of(
                                Steps.SERVER,
                                Steps.CLOCK,
                                Steps.PROXY,
                                Steps.GUEST,
                                Steps.WEBSOCKET,
                                Steps.SSE,
                                Steps.POLL,
                                Steps.STUN,
                                Steps.TURN_UDP,
                                Steps.TURN_TCP,
                                Steps.TURN_TLS),
                        MediaJobs.STEPS,
                        List.of(Steps.DOWN, Steps.UP))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Step::group))
                .toList();
    }

    private List<Job> jobs(ServerDoor door, Consumer<Evidence> evidence) {
        String guest = Steps.GUEST.id();
        GuestProbe guests = new GuestProbe(door, options);
        Supplier<RelayProbe> relays = () -> new RelayProbe(new StunClient(STUN_ANSWER), guests.relays());
        List<Job> jobs = new ArrayList<>();
        jobs.add(new Job(
                List.of(Steps.SERVER, Steps.CLOCK),
                List.of(),
                List.of(),
                SERVER,
                new ServerProbe(door.server(), wall)));
        jobs.add(Job.of(
                Steps.PROXY,
                SHORT,
                desk -> desk.finish(Steps.PROXY.id(), proxy(door.server().uri()))));
        jobs.add(Job.of(Steps.GUEST, SERVER, guests, Steps.SERVER.id()));
        jobs.add(new Job(
                List.of(Steps.WEBSOCKET, Steps.SSE, Steps.POLL),
                List.of(guest),
                List.of(),
                TRANSPORTS,
                new TransportProbe(door)));
        jobs.add(Job.of(Steps.STUN, SHORT, desk -> desk.finish(Steps.STUN.id(), stun(relays.get())), guest));
        jobs.add(relay(Steps.TURN_UDP, RelayUrl.Protocol.UDP, relays));
        jobs.add(relay(Steps.TURN_TCP, RelayUrl.Protocol.TCP, relays));
        jobs.add(relay(Steps.TURN_TLS, RelayUrl.Protocol.TLS, relays));
        jobs.add(new Job(
                        MediaJobs.STEPS,
                        List.of(),
                        List.of(),
                        options.withPerson() ? PERSON : WHOLE,
                        media.work(options, guests::relays, evidence))
                .behind(guest));
        jobs.add(new Job(List.of(Steps.DOWN, Steps.UP), List.of(guest), List.of(), SHORT, new BandwidthProbe(door))
                .behind(Steps.MOS.id(), Steps.WEBSOCKET.id()));
        return jobs;
    }

    private Outcome stun(RelayProbe probe) {
        return options.tcp() ? Outcome.skipped("Not tried: TCP alone was asked for.") : probe.stun();
    }

    private static Job relay(Step step, RelayUrl.Protocol protocol, Supplier<RelayProbe> relays) {
        return Job.of(
                step,
                STUN_ANSWER.multipliedBy(3).plus(SHORT),
                desk -> desk.finish(step.id(), relays.get().turn(protocol)),
                Steps.GUEST.id());
    }

    private static Outcome proxy(URI server) {
        return SystemProxy.of(server)
                .map(proxy -> Outcome.pass("Through the proxy " + proxy.address() + "."))
                .orElseGet(() -> Outcome.pass("Direct, without a proxy."));
    }
}
