package io.callvault.desktop.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A choice of faults, and how many texts show them. */
record Preset(List<Fault> faults, int messages) {

    private static final int USUAL = 1_000;
    private static final int SMALL = 300;
    private static final int LARGE = 10_000;
    private static final int BURST = 5_000;

    /** One fault by its name, or one of the named choices. */
    static Optional<Preset> of(String name) {
        return switch (name) {
            case "quick" ->
                Optional.of(new Preset(
                        List.of(Fault.STORM, Fault.KILL_CLIENT, Fault.KILL_SERVER, Fault.POWER_LOSS), SMALL));
            case "matrix" -> Optional.of(new Preset(all().toList(), LARGE));
            case "line" ->
                Optional.of(new Preset(
                        all().filter(f -> f.compareTo(Fault.SLOW_READER) <= 0).toList(), USUAL));
            case "kills" ->
                Optional.of(new Preset(
                        all().filter(f -> f.name().startsWith("KILL")).toList(), USUAL));
            case "disks" ->
                Optional.of(new Preset(
                        all().filter(f -> f.name().startsWith("DB") || f.name().contains("DISK"))
                                .toList(),
                        USUAL));
            default -> Fault.of(name).map(fault -> new Preset(List.of(fault), sizeOf(fault)));
        };
    }

    /** {@code all}, {@code none}, or names separated by commas; empty if one of them is none. */
    static Optional<Preset> list(String names) {
        if (names.equals("all")) {
            return Optional.of(new Preset(all().toList(), USUAL));
        }
        List<Fault> found = new ArrayList<>();
        for (String name : names.equals("none") ? new String[0] : names.split(",")) {
            Optional<Fault> fault = Fault.of(name);
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            found.add(fault.get());
        }
        return Optional.of(new Preset(List.copyOf(found), USUAL));
    }

    private static int sizeOf(Fault fault) {
        return switch (fault) {
            case SLOW_READER -> BURST;
            case TWO_DEVICES -> 2 * USUAL;
            default -> SMALL;
        };
    }

    private static Stream<Fault> all() {
        return Arrays.stream(Fault.values());
    }
}
