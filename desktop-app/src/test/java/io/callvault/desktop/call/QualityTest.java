package io.callvault.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.call.CallView.Quality.Reason;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.PeerStats.Flow;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bars, whose network it is, and when pictures give way to the sound. */
class QualityTest {

    private static final int FLOOR = 80;

    private final Quality quality = new Quality();

    private void seconds(int count, double roundTripMs, double lossIn, double lossOut) {
        for (int i = 0; i < count; i++) {
            quality.second(
                    new PeerStats(
                            i,
                            roundTripMs,
                            flow(lossIn),
                            flow(lossOut),
                            Flow.NONE,
                            new Flow(500, 0, 0, 100, 640, 480, 30, 0, "VP8"),
                            Optional.empty()),
                    FLOOR);
        }
    }

    private static Flow flow(double loss) {
        return new Flow(32, loss, 5, 50, 0, 0, 0, 0.1, "opus");
    }

    @Test
    void aGoodPathHasFourBarsAndNoPathHasNone() {
        seconds(5, 40, 0, 0);
        assertThat(quality.view(true)).isEqualTo(new CallView.Quality(4, Reason.FINE));
        assertThat(quality.view(false).bars()).isZero();
        assertThat(quality.mos()).isBetween(4.0, 4.5);
    }

    @Test
    void theWorseItGetsTheFewerTheBars() {
        int before = 4;
        for (double loss : new double[] {2, 8, 15, 30}) {
            seconds(5, 100, loss, 0);
            int bars = quality.view(true).bars();
            assertThat(bars).as("%s %% loss", loss).isLessThanOrEqualTo(before).isPositive();
            before = bars;
        }
        assertThat(before).isEqualTo(1);
    }

    @Test
    void whoseNetworkItIsFollowsFromWhatIsLostOnTheWayOut() {
        seconds(5, 40, 0, 8);
        assertThat(quality.weak()).isTrue();
        assertThat(quality.view(true)).isEqualTo(new CallView.Quality(3, Reason.OWN_NETWORK));
        seconds(5, 40, 0, 0);
        quality.otherWeak(true);
        assertThat(quality.view(true)).isEqualTo(new CallView.Quality(3, Reason.OTHER_NETWORK));
    }

    @Test
    void picturesStopAfterFiveBadSecondsAndComeBackLaterEachTime() {
        seconds(4, 100, 20, 0);
        assertThat(quality.noRoomForVideo()).isFalse();
        seconds(1, 100, 20, 0);
        assertThat(quality.noRoomForVideo()).isTrue();
        seconds(14, 40, 0, 0);
        assertThat(quality.noRoomForVideo()).isTrue();
        seconds(1, 40, 0, 0);
        assertThat(quality.noRoomForVideo()).isFalse();
        seconds(5, 100, 20, 0);
        seconds(29, 40, 0, 0);
        assertThat(quality.noRoomForVideo()).as("twice as long the second time").isTrue();
        seconds(1, 40, 0, 0);
        assertThat(quality.noRoomForVideo()).isFalse();
    }

    @Test
    void whoInsistsGetsPictures() {
        seconds(5, 100, 20, 0);
        quality.insist();
        assertThat(quality.noRoomForVideo()).isFalse();
    }

    @Test
    void anHourIsKept() {
        seconds(3_700, 40, 0, 0);
        assertThat(quality.seconds()).hasSize(3_600);
        assertThat(quality.seconds().getLast().atMs()).isEqualTo(3_699);
    }
}
