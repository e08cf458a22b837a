package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Waits until every device is at rest: online, nothing under way, every conversation whole and equally long everywhere. */
final class Quiet {

    private static final int POLL_MS = 200;

    /** Looks, so at least three seconds: far beyond what a page of events takes. */
    private static final int STANDS_STILL = 15;

    private final Stage stage;
    private final Map<String, Hole> holes = new HashMap<>();

    /** How a device with holes stood, and for how many looks it has. */
    private record Hole(String status, int looks) {}

    Quiet(Stage stage) {
        this.stage = stage;
    }

    /** Nothing if they came to rest in time; else one finding a device that did not. */
    List<Finding> await(Duration limit) {
        stage.cast().devices().forEach(device -> device.ask("probe"));
        long until = System.nanoTime() + limit.toNanos();
        List<Finding> restless = look();
        while (!restless.isEmpty() && System.nanoTime() < until) {
            stage.pause(POLL_MS);
            restless = look();
        }
        return restless;
    }

    private List<Finding> look() {
        Map<String, Map<String, Long>> ends = new HashMap<>();
        List<Finding> restless = new ArrayList<>();
        for (Device device : stage.cast().devices()) {
            String status = device.ask("status");
            String[] fields = status.split(" ");
            boolean atRest = fields[0].equals("ONLINE") && fields[1].equals(fields[2]) && fields[3].equals("0");
            boolean holes = false;
            for (int i = 5; i < fields.length; i++) {
                String[] room = fields[i].split("[=/]");
                ends.computeIfAbsent(room[0], key -> new HashMap<>()).put(device.name(), Long.parseLong(room[1]));
                holes |= !room[2].equals("0");
            }
            if (atRest && holes && mayFill(device, status)) {
                device.ask("scroll");
            }
            if (!atRest || holes) {
                restless.add(finding(device, status));
            }
        }
        stage.cast().membership().forEach((room, members) -> {
            Map<String, Long> seen = ends.getOrDefault(room, Map.of());
            if (seen.size() != members.size()
                    || seen.values().stream().distinct().count() > 1) {
                restless.add(new Finding(Finding.Rule.RESTLESS, "-", room, "ends at " + seen));
            }
        });
        return restless;
    }

    /**
     * After a snapshot holes are filled by scrolling. Else events fill them by themselves: a device that stands still with a hole
     * has lost something.
     */
    private boolean mayFill(Device device, String status) {
        if (device.snapshots() > 0) {
            return true;
        }
        Hole before = holes.getOrDefault(device.name(), new Hole(status, 0));
        Hole now = new Hole(status, before.status().equals(status) ? before.looks() + 1 : 1);
        holes.put(device.name(), now);
        if (now.looks() == STANDS_STILL) {
            stage.findings()
                    .add(new Finding(Finding.Rule.GAP, device.name(), "-", "holes without a snapshot: " + status));
        }
        return now.looks() >= STANDS_STILL;
    }

    private static Finding finding(Device device, String status) {
        return new Finding(Finding.Rule.RESTLESS, device.name(), "-", status);
    }
}
