package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Waits until every device is at rest: online, nothing under way, every conversation whole and equally long everywhere. */
final class Quiet {

    private static final int POLL_MS = 200;

    private final Stage stage;
    private final Set<String> holesSeen = new HashSet<>();

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
            if (atRest && holes && holesSeen.add(device.name()) && device.snapshots() == 0) {
                stage.findings()
                        .add(new Finding(Finding.Rule.GAP, device.name(), "-", "holes without a snapshot: " + status));
            }
            if (atRest && holes) {
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

    private static Finding finding(Device device, String status) {
        return new Finding(Finding.Rule.RESTLESS, device.name(), "-", status);
    }
}
