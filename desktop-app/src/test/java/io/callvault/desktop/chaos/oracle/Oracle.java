package io.callvault.desktop.chaos.oracle;

import io.callvault.desktop.chaos.oracle.Finding.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the evidence of a run against the rules of docs/chaos.md. */
public final class Oracle {

    private final Evidence evidence;
    private final List<Finding> found = new ArrayList<>();

    private Oracle(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Everything that is wrong; empty for a run that passes. */
    public static List<Finding> judge(Evidence evidence) {
        Oracle oracle = new Oracle(evidence);
        evidence.membership().forEach(oracle::room);
        evidence.devices().stream()
                .filter(device -> device.deadLetters() > evidence.poisoned().size())
                .forEach(device ->
                        oracle.add(Rule.UNREADABLE, device.holder(), "-", device.deadLetters() + " dead letters"));
        return List.copyOf(oracle.found);
    }

    private void room(String room, List<String> members) {
        List<Dump> servers = evidence.servers().stream()
                .filter(server -> in(server, room).isPresent())
                .toList();
        if (servers.isEmpty()) {
            add(Rule.LOST, "server", room, "the server does not know it");
            return;
        }
        Dump.Room truth = in(servers.getFirst(), room).orElseThrow();
        Map<String, String> names = new HashMap<>(evidence.changes().names());
        truth.rows().stream()
                .filter(row -> !row.name().isEmpty())
                .forEach(row -> names.put(row.clientId(), row.name()));
        ChangeRules rules = new ChangeRules(evidence, room, names, found::add);
        rules.edits(truth);
        for (Dump server : servers) {
            Dump.Room seen = in(server, room).orElseThrow();
            rows(server.holder(), seen, room);
            rules.takenBack(server.holder(), seen);
            same(server.holder(), seen, truth);
            watermarks(server.holder(), seen);
        }
        for (Dump device : evidence.devices()) {
            if (members.contains(device.holder())) {
                Optional<Dump.Room> seen = in(device, room).map(rules::named);
                if (seen.isEmpty()) {
                    add(Rule.LOST, device.holder(), room, "the device does not know it");
                } else {
                    rows(device.holder(), seen.get(), room);
                    same(device.holder(), seen.get(), truth);
                    watermarks(device.holder(), seen.get());
                    waiting(device.holder(), seen.get(), room);
                    rules.takenBack(device.holder(), seen.get());
                }
            }
        }
    }

    /** What one holder's rows say by themselves. */
    private void rows(String holder, Dump.Room seen, String room) {
        List<String> asked = evidence.attempted().getOrDefault(room, List.of());
        Set<String> known = Set.copyOf(asked);
        Set<String> names = new HashSet<>();
        Set<String> identities = new HashSet<>();
        Map<String, Integer> newest = new HashMap<>();
        long expected = 1;
        for (Dump.Row row : seen.rows()) {
            String what = row.name().isEmpty() ? row.identity() : row.name();
            if (!row.name().isEmpty() && !known.contains(row.name())) {
                add(Rule.FOREIGN, holder, room, "nobody was asked for " + what);
            } else if (row.name().isEmpty() && row.standing() != Dump.Standing.UNREADABLE && row.isText()) {
                add(Rule.FOREIGN, holder, room, "not a text of this run at " + row.seq() + ": " + what);
            } else if (row.isText() && !ChangeRules.asked(evidence, row)) {
                add(Rule.FOREIGN, holder, room, "nobody was asked to edit " + what + " as " + row.version());
            }
            if (!row.name().isEmpty() && !names.add(row.name())) {
                add(Rule.DOUBLED, holder, room, what + " again at " + row.seq());
            }
            if (!identities.add(clientId(row))) {
                add(Rule.DOUBLED, holder, room, "the id of " + what + " again at " + row.seq());
            }
            if (row.seq() > 0) {
                if (row.seq() != expected) {
                    Rule rule = row.seq() < expected ? Rule.DOUBLED : Rule.GAP;
                    add(rule, holder, room, "expected " + expected + ", there is " + row.seq() + " (" + what + ")");
                }
                expected = row.seq() + 1;
                order(holder, room, row, newest);
            }
        }
        if (expected - 1 != seen.lastSeq()) {
            add(Rule.GAP, holder, room, "ends at " + (expected - 1) + ", but the newest is " + seen.lastSeq());
        }
        for (String name : asked) {
            if (evidence.acknowledged().contains(name)
                    && !names.contains(name)
                    && !evidence.poisoned().contains(name)) {
                add(Rule.LOST, holder, room, name + " was acknowledged");
            }
        }
    }

    private void order(String holder, String room, Dump.Row row, Map<String, Integer> newest) {
        if (!row.name().isEmpty()) {
            String device = deviceOf(row.name());
            int number = Integer.parseInt(row.name().substring(device.length() + 1));
            int before = newest.getOrDefault(device, 0);
            if (number < before) {
                String detail = row.name() + " at " + row.seq() + " comes after " + device + "-" + before;
                add(Rule.DISORDER, holder, room, detail);
            }
            newest.put(device, Math.max(before, number));
        }
    }

    private void same(String holder, Dump.Room seen, Dump.Room truth) {
        List<Dump.Row> mine = placed(seen);
        List<Dump.Row> theirs = placed(truth);
        if (mine.size() != theirs.size()) {
            add(Rule.DIFFERENT, holder, seen.id(), mine.size() + " stored, the server has " + theirs.size());
        }
        boolean readable = mine.stream().noneMatch(row -> row.standing() == Dump.Standing.UNREADABLE);
        if (readable && !seen.digest().equals(truth.digest())) {
            add(
                    Rule.DIFFERENT,
                    holder,
                    seen.id(),
                    "shows " + seen.digest() + ", the server's comes to " + truth.digest());
        }
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            boolean poison = evidence.poisoned().contains(theirs.get(i).name());
            if (mine.get(i).standing() == Dump.Standing.UNREADABLE) {
                if (!poison) {
                    add(
                            Rule.UNREADABLE,
                            holder,
                            seen.id(),
                            "at " + mine.get(i).seq() + " " + theirs.get(i).name());
                }
            } else if (!mine.get(i).identity().equals(theirs.get(i).identity())) {
                add(
                        Rule.DIFFERENT,
                        holder,
                        seen.id(),
                        "at " + mine.get(i).seq() + " " + mine.get(i) + ", the server has " + theirs.get(i));
            }
        }
    }

    /** Rows without a place, and texts that should be somewhere on their own device. */
    private void waiting(String holder, Dump.Room seen, String room) {
        Set<String> names = seen.rows().stream().map(Dump.Row::name).collect(Collectors.toSet());
        for (Dump.Row row : seen.rows()) {
            switch (row.standing()) {
                case QUEUED -> add(Rule.STUCK, holder, room, row.name() + " still waits");
                case LOCAL_ONLY -> add(Rule.LEFT_BEHIND, holder, room, row.name() + " only on this device");
                case STORED, FAILED, UNREADABLE -> {
                    // judged by place, or visible as it should be
                }
            }
        }
        for (String name : evidence.attempted().getOrDefault(room, List.of())) {
            if (deviceOf(name).equals(holder) && evidence.stored().contains(name) && !names.contains(name)) {
                add(Rule.VANISHED, holder, room, name + " was told stored");
            }
        }
    }

    private void watermarks(String holder, Dump.Room seen) {
        for (Dump.Mark mark : seen.marks()) {
            if (mark.read() > mark.delivered() || mark.delivered() > seen.lastSeq()) {
                add(Rule.WATERMARK, holder, seen.id(), mark + ", last " + seen.lastSeq());
            }
        }
    }

    private void add(Rule rule, String holder, String room, String detail) {
        found.add(new Finding(rule, holder, room, detail));
    }

    private static List<Dump.Row> placed(Dump.Room room) {
        return room.rows().stream().filter(row -> row.seq() > 0).toList();
    }

    private static String clientId(Dump.Row row) {
        String[] fields = row.identity().split("\\|", 4);
        return fields.length > 2 ? fields[1] + fields[2] : row.identity();
    }

    private static String deviceOf(String name) {
        return name.substring(0, name.lastIndexOf('-'));
    }

    private static Optional<Dump.Room> in(Dump dump, String room) {
        return dump.rooms().stream().filter(one -> one.id().equals(room)).findFirst();
    }
}
