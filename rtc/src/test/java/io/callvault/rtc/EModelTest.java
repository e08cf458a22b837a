package io.callvault.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EModelTest {

    @Test
    void aPerfectLineHasTheScoreOfTheStandard() {
        // G.107, annex B: R = 93.2 is a score of 4.41.
        assertThat(EModel.mos(0, 0)).isCloseTo(4.41, within(0.01));
    }

    @Test
    void theScoreFallsWithDelayAndMoreSoBeyondTheKnee() {
        double before = EModel.mos(100, 0) - EModel.mos(170, 0);
        double behind = EModel.mos(180, 0) - EModel.mos(250, 0);
        assertThat(before).isPositive();
        assertThat(behind).isGreaterThan(3 * before);
    }

    @Test
    void lossCostsWhatTheTableSays() {
        // Half of the 95 points are gone when the loss is as large as the codec's robustness.
        assertThat(EModel.rating(0, 25.1)).isCloseTo(93.2 - 47.5, within(0.01));
        assertThat(EModel.mos(100, 5)).isBetween(3.2, 3.9);
    }

    @Test
    void theWorstIsOneAndNothingIsBelow() {
        assertThat(EModel.mos(5_000, 100)).isEqualTo(1);
        assertThat(EModel.mos(-1, -1)).isEqualTo(EModel.mos(0, 0));
    }

    @Test
    void whatIsNotKnownCountsAsNothing() {
        PeerStats.Flow unknown = new PeerStats.Flow(-1, -1, -1, 0, 0, 0, 0, 0, "opus");
        PeerStats second =
                new PeerStats(0, -1, unknown, unknown, PeerStats.Flow.NONE, PeerStats.Flow.NONE, Optional.empty());
        assertThat(EModel.mos(second)).isCloseTo(EModel.mos(60, 0), within(1e-9));
    }
}
