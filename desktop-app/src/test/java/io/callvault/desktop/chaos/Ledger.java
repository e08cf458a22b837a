package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Who was asked to write what, and what the devices told of it, as it happened. Any thread. */
final class Ledger {

    private static final long LOOK_MS = 50;
    private static final int NEWEST = 40;

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

    /** Every edit that was asked for, and the text it is of. */
    private final Map<String, String> edits = new HashMap<>();

    private final Set<String> editsStored = new HashSet<>();
    private final Set<String> editsAcknowledged = new HashSet<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /** Ids of texts, by how far their delete is told to be. */
    private final Set<String> deletesStored = new HashSet<>();

    private final Set<String> deletesAcknowledged = new HashSet<>();
    private final Set<String> thrownAway = new HashSet<>();

    /** A text that its person may change, and the client's own name for it. */
    record Own(String name, String id) {}

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

    /** An edit is about to be asked for. */
    synchronized void edit(String change, String name) {
        edits.put(change, name);
    }

    /**
     * The text that a draw falls on, among those that devices of this person were asked for in the room, or the nearest before it
     * that is told stored: half of the draws take one of the newest. Empty if there is none.
     */
    synchronized Optional<Own> pick(String room, String handle, double draw) {
        List<String> all = attempted.getOrDefault(room, List.of()).stream()
                .filter(name -> handle.equals(Cast.DEVICES.get(deviceOf(name))) && !poisoned.contains(name))
                .toList();
        double part = 2 * draw % 1;
        int from = draw < 0.5 ? Math.max(0, all.size() - NEWEST) : 0;
        for (int i = from + (int) (part * (all.size() - from)); i >= 0 && i < all.size(); i--) {
            String id = ids.get(all.get(i));
            if (id != null) {
                return Optional.of(new Own(all.get(i), id));
            }
        }
        return Optional.empty();
    }

    synchronized Evidence.Changes changes() {
        Set<String> takenBack = new HashSet<>();
        for (Set<String> told : List.of(deletesStored, deletesAcknowledged, thrownAway)) {
            told.stream()
                    .flatMap(id -> Optional.ofNullable(names.get(id)).stream())
                    .forEach(takenBack::add);
        }
        return new Evidence.Changes(
                Map.copyOf(edits),
                Set.copyOf(editsStored),
                Set.copyOf(editsAcknowledged),
                Map.copyOf(names),
                Set.copyOf(takenBack));
    }

    /** How many edits and deletes came how far. */
    synchronized Map<String, Long> changeCounts() {
        return Map.of(
                "edits-asked", (long) edits.size(),
                "edits-acknowledged", (long) editsAcknowledged.size(),
                "deletes-acknowledged", (long) deletesAcknowledged.size(),
                "thrown-away-unsent", (long) thrownAway.size());
    }

    /** The device's keys are gone, and with them what it could show and never send: its texts whose signature does not fit. */
    synchronized void keysLost(String device) {
        stored.removeIf(name -> poisoned.contains(name)
                && !acknowledged.contains(name)
                && deviceOf(name).equals(device));
    }

    /** A line of {@link io.callvault.desktop.chaos.child.Telling}'s. */
    synchronized void heard(String device, String line) {
        String[] fields = line.split(" ", 4);
        switch (fields[0]) {
            case "a" -> askedMicros.put(fields[1], Long.parseLong(fields[2]));
            case "z" -> snapshots.merge(device, 1, Integer::sum);
            case "q" -> {
                known(fields);
                stored.add(fields[1]);
            }
            case "k" -> {
                known(fields);
                stored.add(fields[1]);
                acknowledged.add(fields[1]);
            }
            case "eq" -> editsStored.add(fields[1]);
            case "ek" -> editsAcknowledged.add(fields[1]);
            case "dq" -> deletesStored.add(fields[1]);
            case "dk" -> deletesAcknowledged.add(fields[1]);
            case "g" -> gone(fields[1]);
            case "r" ->
                arrived.computeIfAbsent(device, key -> new HashMap<>())
                        .putIfAbsent(fields[1], Long.parseLong(fields[3]));
            case "x" -> refused.put(fields[1], line);
            default -> refused.put(line, line);
        }
        notifyAll();
    }

    private void known(String[] fields) {
        ids.put(fields[1], fields[2]);
        names.put(fields[2], fields[1]);
    }

    /** A text that was never sent may go; of a change it is no business of ours. */
    private void gone(String id) {
        String name = names.get(id);
        if (name != null) {
            thrownAway.add(id);
            if (!acknowledged.contains(name)) {
                stored.remove(name);
            }
        }
    }

    private static String deviceOf(String name) {
        return name.substring(0, name.lastIndexOf('-'));
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
