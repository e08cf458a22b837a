package io.callvault.desktop.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Who was asked to write what, and what the devices told of it, as it happened. Any thread. */
final class Ledger {

    private static final long LOOK_MS = 50;

    /** Names by room, in the order of asking. */
    private final Map<String, List<String>> attempted = new HashMap<>();

    private final Map<String, Long> askedMicros = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<String, Integer> snapshots = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final Map<String, Map<String, Long>> arrived = new HashMap<>();
    private final Set<String> calm = new HashSet<>();
    private final Set<String> poisoned = new HashSet<>();

    /** A text is about to be asked for. */
    synchronized void attempt(String room, String name, boolean healthy) {
        attempted.computeIfAbsent(room, key -> new ArrayList<>()).add(name);
        if (healthy) {
            calm.add(name);
        }
    }

    /** A text whose signature will not fit. */
    synchronized void poisoned(String name) {
        poisoned.add(name);
    }

    synchronized Set<String> poisoned() {
        return Set.copyOf(poisoned);
    }

    /** The device's keys are gone, and with them what it could show and never send: its texts whose signature does not fit. */
    synchronized void keysLost(String device) {
        stored.removeIf(name -> poisoned.contains(name)
                && !acknowledged.contains(name)
                && name.substring(0, name.lastIndexOf('-')).equals(device));
    }

    /** A line of {@link io.callvault.desktop.chaos.child.Telling}'s. */
    synchronized void heard(String device, String line) {
        String[] fields = line.split(" ", 4);
        switch (fields[0]) {
            case "a" -> askedMicros.put(fields[1], Long.parseLong(fields[2]));
            case "z" -> snapshots.merge(device, 1, Integer::sum);
            case "q" -> stored.add(fields[1]);
            case "k" -> {
                stored.add(fields[1]);
                acknowledged.add(fields[1]);
            }
            case "r" ->
                arrived.computeIfAbsent(device, key -> new HashMap<>())
                        .putIfAbsent(fields[1], Long.parseLong(fields[3]));
            case "x" -> refused.put(fields[1], line);
            default -> refused.put(line, line);
        }
        notifyAll();
    }

    /** How often the device began anew from a snapshot. */
    synchronized int snapshots(String device) {
        return snapshots.getOrDefault(device, 0);
    }

    /** How many texts are told stored and not yet acknowledged. */
    synchronized int backlog() {
        return stored.size() - acknowledged.size();
    }

    synchronized int storedCount() {
        return stored.size();
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    synchronized Map<String, List<String>> attempted() {
        Map<String, List<String>> copy = new HashMap<>();
        attempted.forEach((room, names) -> copy.put(room, List.copyOf(names)));
        return copy;
    }

    synchronized Set<String> stored() {
        return Set.copyOf(stored);
    }

    synchronized Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** What a child said that has no place here: something to look at. */
    synchronized Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    /** Milliseconds from the wish to the row on another device, of texts written while nothing was wrong; rising. */
    synchronized List<Double> latencies() {
        List<Double> found = new ArrayList<>();
        arrived.forEach((device, names) -> names.forEach((name, micros) -> {
            Long from = askedMicros.get(name);
            if (from != null && calm.contains(name) && !name.startsWith(device + "-")) {
                found.add((micros - from) / 1_000.0);
            }
        }));
        Collections.sort(found);
        return found;
    }

    /**
     * Waits until it is so, looking again whenever something is heard; whether it came to be. The condition is asked without the
     * lock: it may wait for an answer of a child, whose reader needs the lock for the news before it.
     */
    boolean await(Duration patience, BooleanSupplier condition) {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                synchronized (this) {
                    wait(Math.min(left, LOOK_MS));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
