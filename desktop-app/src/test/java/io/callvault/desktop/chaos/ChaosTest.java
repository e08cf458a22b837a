package io.callvault.desktop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chaos.oracle.Finding;
import io.callvault.desktop.chaos.oracle.Finding.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle at small size: every fault of the matrix once, and builds that are broken on purpose, which it must find out. */
class ChaosTest {

    private static final int SMALL = 250;

    @TempDir
    private Path folder;

    @Test
    void aPlanIsAFunctionOfItsSeed() {
        List<Fault> all = List.of(Fault.values());
        Plan plan = Plan.of(7, 10_000, all);
        assertThat(Plan.of(7, 10_000, all)).isEqualTo(plan);
        assertThat(Plan.of(8, 10_000, all)).isNotEqualTo(plan);
        assertThat(plan.episodes().stream().flatMap(e -> e.fault().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Fault.values());
        assertThat(plan.episodes().stream()
                        .flatMap(e -> e.bursts().stream())
                        .mapToInt(Plan.Burst::count)
                        .sum())
                .isEqualTo(10_000);
    }

    @Test
    void everyFaultHasItsNameAndEveryPresetItsFaults() {
        assertThat(Arrays.stream(Fault.values()).map(Fault::option))
                .allSatisfy(name -> assertThat(Preset.of(name)).isPresent());
        assertThat(List.of("quick", "matrix", "line", "kills", "disks"))
                .allSatisfy(name ->
                        assertThat(Preset.of(name).orElseThrow().faults()).isNotEmpty());
        assertThat(Preset.of("weather")).isEmpty();
        assertThat(Preset.list("drop,weather")).isEmpty();
        assertThat(Preset.list("none").orElseThrow().faults()).isEmpty();
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrderWhateverGoesWrong() throws Exception {
        assertThat(play(11, 300, List.of(Fault.values()), Settings.Broken.NOTHING))
                .isEmpty();
    }

    /** Found out by a rule that says what is missing, not only by a device that never comes to rest. */
    @ParameterizedTest
    @CsvSource({
        "ACK_BEFORE_COMMIT, KILL_SERVER KILL_SERVER_BEFORE_COMMIT, LOST DIFFERENT VANISHED DISORDER",
        "SKIP_DEDUPE, KILL_SERVER_BEFORE_ACK KILL_SERVER_BEFORE_ACK, DOUBLED"
    })
    void aBrokenServerIsFoundOut(String server, String kills, String rules) throws Exception {
        List<Fault> twice = Arrays.stream((kills + " " + kills).split(" "))
                .map(Fault::valueOf)
                .toList();
        Set<Rule> named = Arrays.stream(rules.split(" ")).map(Rule::valueOf).collect(Collectors.toSet());
        assertThat(play(5, SMALL, twice, new Settings.Broken(server, "-")))
                .extracting(Finding::rule)
                .containsAnyElementsOf(named);
    }

    /**
     * Three mistakes in one run to save the time of two: none of these rules can be broken by another one of them. What the
     * cursor went over is a gap below rows that came later, or lost at the end.
     */
    @Test
    void aBrokenClientIsFoundOut() throws Exception {
        List<Fault> faults =
                List.of(Fault.GAP, Fault.DUPLICATE, Fault.TWO_DEVICES, Fault.GAP, Fault.DUPLICATE, Fault.TWO_DEVICES);
        Settings.Broken broken = new Settings.Broken("-", "CURSOR_OVER_GAP,SKIP_DEDUPE,EDIT_UNDOES_DELETE");
        assertThat(play(5, 2 * SMALL, faults, broken))
                .extracting(Finding::rule)
                .contains(Rule.DOUBLED, Rule.UNDONE)
                .containsAnyOf(Rule.GAP, Rule.LOST);
    }

    private List<Finding> play(long seed, int messages, List<Fault> faults, Settings.Broken broken) throws Exception {
        boolean whole = broken.equals(Settings.Broken.NOTHING);
        Settings settings = new Settings(
                seed,
                messages,
                faults,
                Settings.Transport.AUTO,
                broken,
                whole ? Settings.QUIET : Duration.ofSeconds(8),
                folder.resolve("run"));
        try (ChaosRun run = new ChaosRun(settings, line -> {})) {
            Verdict verdict = run.play();
            System.out.print(verdict.summary());
            return verdict.findings();
        }
    }
}
