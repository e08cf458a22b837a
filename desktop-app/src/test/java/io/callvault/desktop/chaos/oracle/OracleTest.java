package io.callvault.desktop.chaos.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chaos.oracle.Dump.Mark;
import io.callvault.desktop.chaos.oracle.Dump.Room;
import io.callvault.desktop.chaos.oracle.Dump.Row;
import io.callvault.desktop.chaos.oracle.Dump.Standing;
import io.callvault.desktop.chaos.oracle.Finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run in which all went well, and then the same with one thing wrong, for every rule. */
class OracleTest {

    private static final String ROOM = "room";

    private final List<Row> server = new ArrayList<>(List.of(row(1, "a1-1"), row(2, "b1-1"), row(3, "a1-2")));
    private final List<Row> ann = new ArrayList<>(server);
    private final List<Row> ben = new ArrayList<>(server);
    private List<String> attempted = List.of("a1-1", "a1-2", "b1-1", "a1-3");
    private Set<String> stored = Set.of("a1-1", "a1-2", "b1-1");
    private Set<String> poisoned = Set.of();
    private Mark mark = new Mark("own", 3, 2);
    private long last = 3;
    private long deadLetters;
    private Set<String> editsTold = Set.of();
    private Set<String> takenBack = Set.of();
    private String digest = "digest";

    @Test
    void whatIsWholePasses() {
        assertThat(judge()).isEmpty();
    }

    @Test
    void anAcknowledgedTextThatIsMissingIsLost() {
        ben.removeLast();
        assertThat(rules()).contains(Rule.LOST, Rule.GAP, Rule.DIFFERENT);
    }

    @Test
    void aTextNobodyWasAskedForIsForeign() {
        attempted = List.of("a1-1", "a1-2", "a1-3");
        assertThat(rules()).containsOnly(Rule.FOREIGN);
    }

    @Test
    void aTextWithOtherLettersIsForeign() {
        ben.set(1, row(2, ""));
        assertThat(rules()).contains(Rule.FOREIGN, Rule.LOST);
    }

    @Test
    void aTextTwiceIsDoubled() {
        for (List<Row> rows : List.of(server, ann, ben)) {
            rows.add(new Row(4, "a1-2", "", identity("again"), Standing.STORED));
        }
        last = 4;
        assertThat(rules()).containsOnly(Rule.DOUBLED);
    }

    @Test
    void anIdTwiceIsDoubled() {
        attempted = List.of("a1-1", "a1-2", "b1-1", "a1-3");
        for (List<Row> rows : List.of(server, ann, ben)) {
            rows.add(new Row(4, "a1-3", "", identity("a1-2"), Standing.STORED));
        }
        last = 4;
        assertThat(rules()).containsOnly(Rule.DOUBLED);
    }

    @Test
    void aSeqTwiceIsDoubled() {
        ben.add(2, new Row(2, "a1-3", "", identity("a1-3"), Standing.STORED));
        assertThat(rules()).contains(Rule.DOUBLED);
    }

    @Test
    void aHoleIsAGap() {
        for (List<Row> rows : List.of(server, ann, ben)) {
            rows.set(2, row(4, "a1-2"));
        }
        last = 4;
        assertThat(rules()).containsOnly(Rule.GAP);
    }

    @Test
    void anotherMessageAtTheSamePlaceIsDifferent() {
        ben.set(1, row(2, "a1-2"));
        ben.set(2, row(3, "b1-1"));
        assertThat(rules()).containsOnly(Rule.DIFFERENT);
    }

    @Test
    void textsOfADeviceInAnotherOrderAreADisorder() {
        for (List<Row> rows : List.of(server, ann, ben)) {
            rows.set(0, row(1, "a1-2"));
            rows.set(2, row(3, "a1-1"));
        }
        assertThat(rules()).containsOnly(Rule.DISORDER);
    }

    @Test
    void aTextToldStoredMustBeSomewhere() {
        stored = Set.of("a1-1", "a1-2", "b1-1", "a1-3");
        assertThat(rules()).containsOnly(Rule.VANISHED);
        ann.add(new Row(0, "a1-3", "", identity("a1-3"), Standing.FAILED));
        assertThat(rules()).isEmpty();
    }

    @Test
    void whatStillWaitsIsStuck() {
        ann.add(new Row(0, "a1-3", "", identity("a1-3"), Standing.QUEUED));
        assertThat(rules()).containsOnly(Rule.STUCK);
    }

    @Test
    void whatIsOnlyOnOneDeviceIsLeftBehind() {
        ben.add(new Row(0, "a1-3", "", identity("a1-3"), Standing.LOCAL_ONLY));
        assertThat(rules()).containsOnly(Rule.LEFT_BEHIND);
    }

    @Test
    void whatCannotBeReadMustHaveBeenPoisoned() {
        ben.set(2, new Row(3, "", "", identity("?"), Standing.UNREADABLE));
        deadLetters = 1;
        assertThat(rules()).containsOnly(Rule.UNREADABLE, Rule.LOST);
        poisoned = Set.of("a1-2");
        assertThat(rules()).isEmpty();
    }

    @Test
    void readIsNotBeyondDeliveredNorDeliveredBeyondTheEnd() {
        mark = new Mark("own", 2, 3);
        assertThat(rules()).containsOnly(Rule.WATERMARK);
        mark = new Mark("own", 4, 3);
        assertThat(rules()).containsOnly(Rule.WATERMARK);
    }

    @Test
    void anEditShowsTheSameEverywhere() {
        change("a2.1");
        editsTold = Set.of("a2.1");
        assertThat(rules()).isEmpty();
        ben.set(0, row(1, "a1-1"));
        assertThat(rules()).containsOnly(Rule.DIFFERENT);
    }

    @Test
    void anotherDigestOfWhatIsShownIsDifferent() {
        digest = "another";
        assertThat(rules()).containsOnly(Rule.DIFFERENT);
    }

    @Test
    void anAcknowledgedEditThatIsMissingIsLost() {
        editsTold = Set.of("a2.1");
        assertThat(rules()).containsOnly(Rule.LOST);
    }

    @Test
    void anEditNobodyWasAskedForIsForeign() {
        change("a2.2");
        assertThat(rules()).containsOnly(Rule.FOREIGN);
        change("a1.1");
        assertThat(rules()).as("an edit of another text").containsOnly(Rule.FOREIGN);
    }

    @Test
    void whatWasTakenBackShowsNoMore() {
        takenBack = Set.of("a1-1");
        assertThat(rules()).containsOnly(Rule.UNDONE);
        server.set(0, new Row(1, "a1-1", Row.DELETED, identity("a1-1"), Standing.STORED));
        ann.set(0, new Row(1, "", Row.DELETED, identity("a1-1"), Standing.STORED));
        ben.set(0, new Row(1, "", Row.DELETED, identity("a1-1"), Standing.STORED));
        assertThat(rules()).isEmpty();
        ben.set(0, new Row(1, "", "", identity("a1-1"), Standing.STORED));
        assertThat(rules()).contains(Rule.UNDONE, Rule.FOREIGN);
    }

    @Test
    void aDeleteThatWasRefusedShowsThatItWas() {
        takenBack = Set.of("a1-1");
        Row refused = new Row(0, "", "c-a1-1", "-|c-x|user|DELETE|1|digest", Standing.FAILED);
        ann.add(refused);
        assertThat(judge()).extracting(Finding::holder).doesNotContain("a1").contains("b1", "server");
    }

    /** The first text as this edit made it, with the edit itself as the last message, everywhere. */
    private void change(String edit) {
        for (List<Row> rows : List.of(server, ann, ben)) {
            rows.set(0, new Row(1, "a1-1", edit, identity("a1-1") + edit, Standing.STORED));
            if (rows.size() == 3) {
                rows.add(new Row(4, "", edit, "m-edit|c-edit|user|EDIT|1|digest", Standing.STORED));
            }
        }
        last = 4;
    }

    private List<Rule> rules() {
        return judge().stream().map(Finding::rule).toList();
    }

    private List<Finding> judge() {
        return Oracle.judge(new Evidence(
                Map.of(ROOM, attempted),
                stored,
                Set.of("a1-1", "a1-2", "b1-1"),
                poisoned,
                new Evidence.Changes(Map.of("a2.1", "a1-1", "a1.1", "b1-1"), editsTold, editsTold, Map.of(), takenBack),
                Map.of(ROOM, List.of("a1", "b1")),
                List.of(dump("a1", ann, 0), dump("b1", ben, deadLetters)),
                List.of(dump("server", server, 0))));
    }

    private Dump dump(String holder, List<Row> rows, long letters) {
        return new Dump(
                holder,
                List.of(new Room(ROOM, last, List.of(mark), holder.equals("b1") ? digest : "digest", rows)),
                letters);
    }

    private static Row row(long seq, String name) {
        return new Row(seq, name, "", identity(name), Standing.STORED);
    }

    private static String identity(String name) {
        return "m-" + name + "|c-" + name + "|" + "user|NEW|0|digest";
    }
}
