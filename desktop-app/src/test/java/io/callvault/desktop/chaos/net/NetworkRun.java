package io.callvault.desktop.chaos.net;

import io.callvault.desktop.chaos.net.Namespaces.Family;
import io.callvault.desktop.chaos.net.NetworkVerdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plays calls through networks, one after the other, in at most two sets of namespaces. */
public final class NetworkRun {

    /** What calls. */
    public enum With {
        /** Whole clients and the backend. */
        CLIENTS,
        /** Media engines alone; the signals go another way. */
        ENGINES
    }

    private final List<NetworkFault> faults;
    private final With with;
    private final long seed;
    private final Path work;
    private final Consumer<String> progress;

    /**
     * @param seed of the losses of the thin line
     * @param work folder for logs
     * @param progress a line a network, for who watches
     */
    public NetworkRun(List<NetworkFault> faults, With with, long seed, Path work, Consumer<String> progress) {
        this.faults = List.copyOf(faults);
        this.with = with;
        this.seed = seed;
        this.work = work;
        this.progress = progress;
    }

    /** Plays all; or says why not, where network namespaces are forbidden. */
    public NetworkVerdict play() throws IOException {
        String names = faults.stream().map(NetworkFault::option).collect(Collectors.joining(","));
        String replay = "./callvault chaos --seed " + seed + " --faults " + names;
        if (Namespaces.permission() instanceof Namespaces.Permission.Forbidden(String reason)) {
            return new NetworkVerdict(true, reason, seed, replay, List.of());
        }
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.addAll(play(Family.V4));
        outcomes.addAll(play(Family.V6));
        return new NetworkVerdict(outcomes.stream().allMatch(Outcome::passed), "", seed, replay, outcomes);
    }

    private List<Outcome> play(Family family) throws IOException {
        List<NetworkFault> mine = faults.stream()
                .filter(fault -> family == Family.V6 == (fault == NetworkFault.NETWORK_IPV6))
                .toList();
        if (mine.isEmpty()) {
            return List.of();
        }
        Path folder = Files.createDirectories(work.resolve(family.name()));
        List<Outcome> outcomes = new ArrayList<>();
        try (Namespaces net = Namespaces.make(family);
                Relay relay = new Relay(net, folder);
                Pair pair = with == With.CLIENTS ? new ClientPair(net, folder) : new EnginePair(net, folder)) {
            progress.accept("networks of " + family + " are up, relay " + relay.pid());
            Scenes scenes = new Scenes(net, pair, folder, seed);
            for (NetworkFault fault : mine) {
                Outcome outcome = scenes.play(fault);
                progress.accept((outcome.passed() ? "ok    " : "FAIL  ") + outcome.name() + " " + outcome.figures()
                        + " " + outcome.path() + (outcome.passed() ? "" : ": " + outcome.finding()));
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }
}
