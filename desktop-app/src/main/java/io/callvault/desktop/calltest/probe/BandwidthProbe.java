package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.link.ApiResult;
import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** How much the line to the server carries, each way, for two seconds: after the call, so as not to disturb it. */
public final class BandwidthProbe implements Job.Work {
    private static final Duration TIME = Duration.ofSeconds(2);

    /** Several at once: one alone waits for a round trip after each. */
    private static final int LANES = 4;

    /** Of both directions together well within what the server allows. */
    private static final int MOST_REQUESTS = 120;

    private static final int UP_CHARS = 60_000;

    /** A call of 720p wants 2.5 Mbit/s, a small picture 400 kbit/s (docs/calls.md, bounds of what is sent). */
    private static final Outcome.Bounds BOUNDS = new Outcome.Bounds(
            "bandwidth_low",
            "kbit/s",
            1_500,
            150,
            "Close other programs that use the network, or choose “low data” in the settings for calls.");

    private final ServerDoor door;

    public BandwidthProbe(ServerDoor door) {
        this.door = door;
    }

    @Override
    public void run(Job.Desk desk) {
        desk.finish(Steps.DOWN.id(), measure(Steps.DOWN, new CallApi.Probe("", CallApi.MAX_PROBE_CHARS)));
        desk.finish(Steps.UP.id(), measure(Steps.UP, new CallApi.Probe("x".repeat(UP_CHARS), 0)));
    }

    private Outcome measure(Step step, CallApi.Probe probe) {
        long began = System.nanoTime();
        long end = began + TIME.toNanos();
        AtomicLong chars = new AtomicLong();
        AtomicLong left = new AtomicLong(MOST_REQUESTS);
        AtomicLong lastNanos = new AtomicLong(began);
        AtomicReference<Optional<ApiResult<?>>> problem = new AtomicReference<>(Optional.empty());
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(CompletableFuture.runAsync(
                    () -> {
                        while (System.nanoTime() < end
                                && left.getAndDecrement() > 0
                                && problem.get().isEmpty()) {
                            switch (door.probe(probe)) {
                                case ApiResult.Ok<CallApi.ProbeAnswer>(var answer) -> {
                                    chars.addAndGet(probe.padding().length()
                                            + answer.padding().length());
                                    lastNanos.accumulateAndGet(System.nanoTime(), Math::max);
                                }
                                case ApiResult.Problem<CallApi.ProbeAnswer> refused ->
                                    problem.set(Optional.of(refused));
                                case ApiResult.Unreachable<CallApi.ProbeAnswer> gone -> problem.set(Optional.of(gone));
                            }
                        }
                    },
                    Thread::startVirtualThread));
        }
        CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).join();
        if (chars.get() == 0) {
            return none(problem.get());
        }
        double seconds = (lastNanos.get() - began) / 1e9;
        double kbps = Math.round(chars.get() * 8 / 1_000.0 / seconds);
        String direction = step.equals(Steps.DOWN) ? " down." : " up.";
        return Outcome.atLeast(BOUNDS, kbps, Words.one(kbps / 1_000) + " Mbit/s" + direction);
    }

    private static Outcome none(Optional<ApiResult<?>> problem) {
        return problem.<Outcome>map(result -> switch (result) {
                    case ApiResult.Problem<?> refused
                    when refused.is(ProblemCode.RATE_LIMITED) ->
                        Outcome.skipped("Not tried: the server wants no more measurements at the moment.");
                    case ApiResult.Problem<?> refused
                    when refused.is(ProblemCode.NOT_FOUND) ->
                        Outcome.skipped("Not tried: this server is too old for it.");
                    case ApiResult.Problem<?> refused ->
                        Outcome.broken("probe_refused", "The server refused the measurement.", refused.sentence());
                    default ->
                        Outcome.fail(
                                "bandwidth_none",
                                "Nothing came through.",
                                "Small messages pass and large ones do not: ask whoever runs the network about its"
                                        + " packet size (MTU) and filters.");
                })
                .orElseGet(() -> Outcome.fail("bandwidth_none", "Nothing came through in time.", BOUNDS.remedy()));
    }
}
