package io.callvault.model.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemVerTest {

    /** The example of semver.org, section 11, with its neighbours. */
    private static final List<String> RISING = List.of(
            "0.0.9",
            "0.1.0-SNAPSHOT",
            "0.1.0",
            "0.9.0",
            "0.10.0",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-99999999999999999999",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.1.0",
            "2.0.0-0",
            "2.0.0");

    @Test
    void theOrderIsThatOfSection11() {
        long seed = System.nanoTime();
        List<SemVer> shuffled = new ArrayList<>(
                RISING.stream().map(text -> SemVer.parse(text).orElseThrow()).toList());
        Collections.shuffle(shuffled, new Random(seed));
        Collections.sort(shuffled);
        assertThat(shuffled.stream().map(SemVer::toString).toList())
                .as("seed " + seed)
                .isEqualTo(RISING);
    }

    @Test
    void buildMetadataMakesNoOtherVersion() {
        assertThat(SemVer.parse("1.2.3+build.7")).isEqualTo(SemVer.parse("1.2.3"));
        SemVer one = SemVer.parse("1.2.3-a+1").orElseThrow();
        assertThat(one.isNewerThan(SemVer.parse("1.2.3-a+2").orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "01.2.3",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3-a..b",
                "1.2.3+",
                "1.2.-3",
                " 1.2.3",
                "1.2.3\n",
                "1.2.9999999999",
                "1.2.3-é",
                "١.2.3"
            })
    void whatIsNoVersionIsNotRead(String text) {
        assertThat(SemVer.parse(text)).isEmpty();
        assertThat(SemVer.parse("1.2.3-" + "a".repeat(SemVer.MAX_CHARS))).isEmpty();
    }
}
