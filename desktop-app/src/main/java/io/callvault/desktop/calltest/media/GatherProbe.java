package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.CandidateFound;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Steps;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.QuietListener;
import io.callvault.rtc.VideoInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which addresses the media engine itself finds, with the server's relays: what a call really has to choose from. */
final class GatherProbe implements Job.Work {
    private static final long LIMIT_MS = 6_000;

    private final CallEngine engine;
    private final List<IceServer> servers;
    private final Consumer<List<CandidateFound>> evidence;

    GatherProbe(CallEngine engine, List<IceServer> servers, Consumer<List<CandidateFound>> evidence) {
        this.engine = engine;
        this.servers = servers;
        this.evidence = evidence;
    }

    @Override
    public void run(Job.Desk desk) throws InterruptedException {
        List<CandidateFound> all = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
        PeerPlan plan = new PeerPlan(
                "calltest-gather", servers, false, new AudioInput.None(), new VideoInput.None(), Bounds.NORMAL);
        try (Peer peer = engine.open(plan, new QuietListener() {
            @Override
            public void found(List<IceCandidate> candidates, boolean isLast) {
                candidates.forEach(one -> CandidateFound.of(one.text()).ifPresent(all::add));
                if (isLast) {
                    last.countDown();
                }
            }

            @Override
            public void described(Description local) {
                // Gathering has begun.
            }

            @Override
            public void failed(Stage stage, String why, boolean fatal) {
                if (fatal) {
                    failure.set(Optional.of(stage + ": " + why));
                    last.countDown();
                }
            }
        })) {
            peer.offer(false);
            var _ = last.await(LIMIT_MS, TimeUnit.MILLISECONDS);
        }
        evidence.accept(List.copyOf(all));
        desk.finish(Steps.CANDIDATES.id(), judge(all, failure.get()));
        desk.finish(Steps.IPV6.id(), ipv6(all));
    }

    private Outcome judge(List<CandidateFound> all, Optional<String> failure) {
        if (failure.isPresent()) {
            return Outcome.broken("engine_failed", "The media engine failed.", failure.get());
        }
        if (all.isEmpty()) {
            return Outcome.fail(
                    "no_paths",
                    "No address was found that a call could use.",
                    "Check cable and Wi-Fi. A VPN or security program may forbid this app the network.");
        }
        Map<String, Long> types =
                all.stream().collect(Collectors.groupingBy(CandidateFound::type, TreeMap::new, Collectors.counting()));
        String said = types.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", ", "Found: ", "."));
        boolean offered =
                servers.stream().flatMap(server -> server.urls().stream()).anyMatch(url -> url.startsWith("turn"));
        Outcome outcome = offered && !types.containsKey("relay")
                ? Outcome.warn(
                        "no_relay_path",
                        said + " None goes through a relay.",
                        "See the relay steps: a call works only where the two ends reach each other directly.")
                : Outcome.pass(said);
        return outcome.with(all.size(), "addresses", "at least 1");
    }

    private static Outcome ipv6(List<CandidateFound> all) {
        return all.stream().anyMatch(CandidateFound::globalIpv6)
                ? Outcome.pass("There is IPv6.")
                : Outcome.pass("There is no IPv6 here; calls use IPv4, which is enough.");
    }
}
