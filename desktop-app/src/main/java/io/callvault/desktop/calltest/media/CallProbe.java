package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.probe.Guest;
import io.callvault.desktop.calltest.probe.GuestProbe;
import io.callvault.desktop.calltest.probe.ServerDoor;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.TransportKind;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.PeerPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The test call: with the Echo contact, or with whoever comes into the room of a test link. */
final class CallProbe implements Job.Work {
    /** How long to wait for the other person. */
    static final Duration PERSON = Duration.ofMinutes(5);

    private static final Duration ECHO_RINGS = Duration.ofSeconds(6);
    private static final Duration PERSON_RINGS = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_MS = 1_000;

    private final CallTestOptions options;
    private final List<IceServer> servers;
    private final Supplier<CallEngine> engine;
    private final Sources sources;
    private final Consumer<CallTrace> evidence;

    CallProbe(
            CallTestOptions options,
            List<IceServer> servers,
            Supplier<CallEngine> engine,
            Sources sources,
            Consumer<CallTrace> evidence) {
        this.options = options;
        this.servers = servers;
        this.engine = engine;
        this.sources = sources;
        this.evidence = evidence;
    }

    @Override
    public void run(Job.Desk desk) throws InterruptedException, ExecutionException, TimeoutException {
        if (engine.get().availability() instanceof CallEngine.Availability.Unavailable(String sentence)) {
            Outcome broken = Outcome.broken("engine_missing", sentence, "the media engine is not available");
            Steps.CALL.forEach(step -> desk.finish(step.id(), broken));
            return;
        }
        try (ServerDoor door = MediaJobs.door(options)) {
            ApiResult<Guest> entered = door.enter(options.room(), "Call test");
            if (entered.success().isEmpty()) {
                only(desk, GuestProbe.refused(entered));
                return;
            }
            Optional<ServerDoor.Person> person = person(door);
            if (person.isEmpty()) {
                only(
                        desk,
                        Outcome.fail(
                                "nobody_there",
                                "Nobody is there to take the test call.",
                                options.withPerson()
                                        ? "Send the other person the test link, and test at the same time."
                                        : "The server runs without its Echo contact: tell whoever runs it."));
                return;
            }
            call(desk, door, person.get());
        }
    }

    private void call(Job.Desk desk, ServerDoor door, ServerDoor.Person person)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean relayed =
                servers.stream().flatMap(server -> server.urls().stream()).anyMatch(url -> url.startsWith("turn"));
        PeerPlan plan = new PeerPlan(
                "calltest", servers, options.relay() && relayed, sources.audio(), sources.video(), Bounds.NORMAL);
        // Both ends must agree who calls: the one who came later, whose id is the greater (UUIDv7).
        boolean calls = !options.withPerson()
                || door.guest().user().toString().compareTo(person.user().toString()) > 0;
        Duration talk = Duration.ofSeconds(options.talkSeconds());
        Duration limit = (options.withPerson() ? PERSON : ECHO_RINGS.multipliedBy(4))
                .plus(talk)
                .plusSeconds(20);
        try (TestCall call = new TestCall(
                door,
                engine.get(),
                new TestCall.Plan(person, plan, talk, calls, options.withPerson() ? PERSON_RINGS : ECHO_RINGS))) {
            CallTrace trace = call.run(TransportKind.WEBSOCKET).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            evidence.accept(trace);
            CallJudge.judge(trace).forEach((step, outcome) -> desk.finish(step.id(), noted(outcome, relayed)));
        }
    }

    /** That the server has no relay is worth a word where the call was to go through one. */
    private Outcome noted(Outcome outcome, boolean relayed) {
        return relayed || !options.relay() || !outcome.said().startsWith("Connected")
                ? outcome
                : new Outcome(
                        outcome.mark(),
                        outcome.code(),
                        outcome.said() + " The server names no relay.",
                        outcome.measure(),
                        outcome.remedy(),
                        outcome.cause());
    }

    private Optional<ServerDoor.Person> person(ServerDoor door) throws InterruptedException {
        long end = System.nanoTime() + (options.withPerson() ? PERSON : Duration.ofSeconds(3)).toNanos();
        while (true) {
            Optional<ServerDoor.Person> there =
                    door.peers().success().flatMap(all -> all.stream().findFirst());
            if (there.isPresent() || System.nanoTime() > end) {
                return there;
            }
            // Nobody tells when somebody comes: ask again.
            var _ = new CountDownLatch(1).await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private static void only(Job.Desk desk, Outcome outcome) {
        desk.finish(Steps.CONNECT.id(), outcome);
        Steps.CALL.forEach(step -> desk.finish(step.id(), Outcome.skipped("Not tried: there was no call.")));
    }
}
