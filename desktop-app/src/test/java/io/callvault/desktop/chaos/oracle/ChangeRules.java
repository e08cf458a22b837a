package io.callvault.desktop.chaos.oracle;

import io.callvault.desktop.chaos.oracle.Finding.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of edits and deletes for everyone, in one conversation. */
final class ChangeRules {

    private final Evidence evidence;
    private final String room;
    private final Map<String, String> names;
    private final Consumer<Finding> sink;

    /** @param names of texts, by the author's own name for the message */
    ChangeRules(Evidence evidence, String room, Map<String, String> names, Consumer<Finding> sink) {
        this.evidence = evidence;
        this.room = room;
        this.names = names;
        this.sink = sink;
    }

    /** Whether a text is as it was written, taken back, or as somebody was asked to edit it. */
    static boolean asked(Evidence evidence, Dump.Row row) {
        return row.version().isEmpty()
                || row.deleted()
                || row.name().equals(evidence.changes().edits().get(row.version()));
    }

    /** Edits are messages too: what was told is on the server, or visible as refused on its device. */
    void edits(Dump.Room truth) {
        Set<String> there = changes(truth).map(Dump.Row::version).collect(Collectors.toSet());
        Set<String> refused = evidence.devices().stream()
                .flatMap(device -> device.rooms().stream())
                .filter(seen -> seen.id().equals(room))
                .flatMap(ChangeRules::refused)
                .collect(Collectors.toSet());
        Set<String> texts = Set.copyOf(evidence.attempted().getOrDefault(room, List.of()));
        evidence.changes().edits().forEach((edit, name) -> {
            if (!texts.contains(name) || there.contains(edit)) {
                return;
            }
            if (evidence.changes().acknowledged().contains(edit)) {
                add(Rule.LOST, "server", "the edit " + edit + " of " + name + " was acknowledged");
            } else if (evidence.changes().stored().contains(edit) && !refused.contains(edit)) {
                add(Rule.VANISHED, "server", "the edit " + edit + " of " + name + " was told stored");
            }
        });
    }

    /** A delete counts for ever, unless the server refused it and its device says so. */
    void takenBack(String holder, Dump.Room seen) {
        Set<String> refused = refused(seen).collect(Collectors.toSet());
        for (Dump.Row row : seen.rows()) {
            String name = row.name().isEmpty() ? names.getOrDefault(row.clientId(), "") : row.name();
            if (row.isText()
                    && !row.deleted()
                    && evidence.changes().takenBack().contains(name)
                    && !refused.contains(row.clientId())) {
                add(Rule.UNDONE, holder, name + " was taken back and shows at " + row.seq());
            }
        }
    }

    /** A text that was taken back has no letters: its name is known by its id. */
    Dump.Room named(Dump.Room seen) {
        List<Dump.Row> rows = seen.rows().stream()
                .map(row -> row.isText() && row.deleted() && row.name().isEmpty()
                        ? row.named(names.getOrDefault(row.clientId(), ""))
                        : row)
                .toList();
        return new Dump.Room(seen.id(), seen.lastSeq(), seen.marks(), seen.digest(), rows);
    }

    private static Stream<Dump.Row> changes(Dump.Room seen) {
        return seen.rows().stream().filter(row -> !row.isText());
    }

    private static Stream<String> refused(Dump.Room seen) {
        return changes(seen)
                .filter(row -> row.standing() == Dump.Standing.FAILED)
                .map(Dump.Row::version);
    }

    private void add(Rule rule, String holder, String detail) {
        sink.accept(new Finding(rule, holder, room, detail));
    }
}
