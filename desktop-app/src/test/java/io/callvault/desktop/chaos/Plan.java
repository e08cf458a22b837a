package io.callvault.desktop.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Who writes what and what goes wrong, in order: a pure function of its settings. How the threads of five processes meet is not,
 * so that a replay of a seed meets the same faults with other timing.
 */
record Plan(List<Episode> episodes) {

    /** Episodes beyond one of each kind: one for so many texts. */
    private static final int TEXTS_AN_EPISODE = 400;

    private static final int BURST = 100;
    private static final int PIECE = 40;

    /** Several texts share a commit, and not every device writes each. */
    private static final int TEXTS_A_VISIT = 10;

    /** Edits and deletes, of all texts; two in seven are deletes. */
    private static final double CHANGED = 0.07;

    /** The same where both devices of a person write, read, edit and delete. */
    private static final double RACING = 0.28;

    private static final double DELETES = 2.0 / 7;

    /**
     * One stretch.
     *
     * @param fault empty for the stretch in which nothing goes wrong, where latency is measured
     * @param target the device it happens to, where it happens to one
     * @param draw 0 to 1, for the choice of the moment and the size
     * @param lengthMs how long it lasts, milliseconds
     * @param changes edits and deletes among the bursts
     */
    record Episode(
            int index,
            Optional<Fault> fault,
            String target,
            double draw,
            long lengthMs,
            List<Burst> bursts,
            List<Change> changes) {

        /**
         * At which visit of a point a process ends: drawn, and early where little is written, so that it comes to that.
         *
         * @param last the latest
         */
        int visit(int last) {
            int texts = bursts.stream().mapToInt(Burst::count).sum();
            return 1 + (int) (draw * Math.clamp(texts / TEXTS_A_VISIT, 1, last));
        }

        /** For people. */
        String name() {
            return fault.map(Fault::option).orElse("calm");
        }
    }

    /** Texts that a device is asked for in one go. */
    record Burst(String device, String room, int count) {}

    /**
     * An own text is edited, or deleted for everyone.
     *
     * @param after behind so many bursts; behind all of them it comes after the strike
     * @param draw 0 to 1, for the choice of the text; the same draw in the same place is the same text
     */
    record Change(int after, String device, String room, boolean delete, double draw) {}

    static Plan of(long seed, int messages, List<Fault> faults) {
        Random random = new Random(seed);
        // Drawn apart: what is written and what goes wrong stays the same plan with and without changes.
        Random changing = new Random(~seed);
        List<Optional<Fault>> order = new ArrayList<>();
        faults.forEach(fault -> order.add(Optional.of(fault)));
        Collections.shuffle(order, random);
        while (!faults.isEmpty() && order.size() < messages / TEXTS_AN_EPISODE) {
            order.add(Optional.of(faults.get(random.nextInt(faults.size()))));
        }
        order.addFirst(Optional.empty());
        List<Episode> episodes = new ArrayList<>();
        int left = messages;
        for (int i = 0; i < order.size(); i++) {
            int share = left / (order.size() - i);
            Optional<Fault> fault = order.get(i);
            boolean hundred = fault.filter(f -> f == Fault.BURST_100 || f == Fault.OFFLINE_100)
                    .isPresent();
            int size = hundred ? Math.min(left, BURST) : share;
            episodes.add(episode(i, fault, size, random, changing));
            left -= size;
        }
        return new Plan(List.copyOf(episodes));
    }

    private static Episode episode(int index, Optional<Fault> kind, int size, Random random, Random changing) {
        Fault fault = kind.orElse(Fault.BURST_100);
        List<String> devices = List.copyOf(Cast.DEVICES.keySet());
        String target = devices.get(random.nextInt(devices.size()));
        List<Burst> bursts = new ArrayList<>();
        int left = size;
        while (left > 0) {
            String device = kind.isEmpty()
                    ? devices.get(random.nextInt(devices.size()))
                    : writer(fault, target, devices, random);
            List<String> rooms = Cast.roomsOf(String.valueOf(Cast.DEVICES.get(device)));
            int count = Math.min(left, fault == Fault.BURST_100 ? BURST : 1 + random.nextInt(PIECE));
            bursts.add(new Burst(device, rooms.get(random.nextInt(rooms.size())), count));
            left -= count;
        }
        return new Episode(
                index,
                kind,
                target,
                random.nextDouble(),
                kind.isEmpty() ? 0 : length(fault, random),
                List.copyOf(bursts),
                kind.isEmpty() ? List.of() : changes(fault, target, size, bursts.size(), changing));
    }

    /** Half of them race with another one of the same person, of another device where there is one. */
    private static List<Change> changes(Fault fault, String target, int texts, int bursts, Random random) {
        List<String> devices = List.copyOf(Cast.DEVICES.keySet());
        double share = fault == Fault.TWO_DEVICES ? RACING : CHANGED;
        List<Change> changes = new ArrayList<>();
        int wanted = (int) (texts * share + random.nextDouble());
        while (changes.size() < wanted) {
            String device = writer(fault, target, devices, random);
            List<String> rooms = Cast.roomsOf(String.valueOf(Cast.DEVICES.get(device)));
            String room = rooms.get(random.nextInt(rooms.size()));
            int after = random.nextInt(bursts + 1);
            double draw = random.nextDouble();
            changes.add(new Change(after, device, room, random.nextDouble() < DELETES, draw));
            if (random.nextBoolean()) {
                String other = device.equals("a1") ? "a2" : device.equals("a2") ? "a1" : device;
                changes.add(new Change(after, other, room, random.nextDouble() < DELETES, draw));
            }
        }
        return List.copyOf(changes);
    }

    /** Whom a fault happens to writes half of what is written meanwhile. */
    private static String writer(Fault fault, String target, List<String> devices, Random random) {
        return switch (fault) {
            case BURST_100, OFFLINE_100 -> target;
            case TWO_DEVICES -> random.nextBoolean() ? "a1" : "a2";
            case SLOW_READER -> {
                String other = devices.get(random.nextInt(devices.size()));
                yield other.equals(target) ? "a1".equals(target) ? "b1" : "a1" : other;
            }
            default -> random.nextBoolean() ? target : devices.get(random.nextInt(devices.size()));
        };
    }

    private static long length(Fault fault, Random random) {
        return switch (fault) {
            case DROP, DUPLICATE, REORDER, DELAY, SLICE, RESET, GAP, STORM -> 500 + random.nextInt(1_000);
            case WS_426, WS_CLOSE, WS_SILENCE, SLOW_READER, OFFLINE_100 -> 1_000 + random.nextInt(2_000);
            case SERVER_DISK_FULL, CLIENT_DISK_FULL, SLEEP -> 1_000;
            case TOKEN_EXPIRY -> 5_000;
            default -> 100;
        };
    }
}
