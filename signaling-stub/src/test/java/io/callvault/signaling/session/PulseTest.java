package io.callvault.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.wire.Frame.Mode;
import io.callvault.signaling.session.Link.Ears;
import io.callvault.signaling.session.Pulse.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two of its own heartbeats of silence, and a client is gone. */
class PulseTest {

    private static final long BEAT_MS = 30_000;

    private final Pulse pulse = new Pulse(BEAT_MS, 0);
    private long now;

    @Test
    void anActiveClientIsGoneAfterTwoSilentHeartbeats() {
        assertThat(beats(2, Ears.OPEN)).containsExactly(Verdict.PING, Verdict.PING);
        assertThat(beats(1, Ears.OPEN)).containsExactly(Verdict.GONE);
    }

    @Test
    void whoIsHeardStays() {
        for (int i = 0; i < 10; i++) {
            pulse.heard(now);
            assertThat(beats(1, Ears.OPEN)).containsExactly(Verdict.PING);
        }
    }

    @Test
    void slowerPacesHaveMorePatienceAndFewerPings() {
        pulse.pace(Mode.BACKGROUND);
        List<Verdict> background = beats(8, Ears.OPEN);
        assertThat(background).containsOnly(Verdict.REST, Verdict.PING);
        assertThat(background).filteredOn(Verdict.PING::equals).hasSize(2);
        assertThat(beats(1, Ears.OPEN)).containsExactly(Verdict.GONE);
        pulse.heard(now);
        pulse.pace(Mode.MINIMAL);
        assertThat(beats(20, Ears.OPEN)).doesNotContain(Verdict.GONE);
        assertThat(beats(1, Ears.OPEN)).containsExactly(Verdict.GONE);
    }

    @Test
    void aPollThatWaitsCountsAsHeard() {
        assertThat(beats(20, Ears.WAITING)).doesNotContain(Verdict.GONE);
        beats(2, Ears.NONE);
        assertThat(beats(1, Ears.NONE)).containsExactly(Verdict.GONE);
    }

    @Test
    void whoSpeaksButCannotBeReachedIsGoneToo() {
        for (int i = 0; i < 2; i++) {
            pulse.heard(now);
            assertThat(beats(1, Ears.NONE)).containsExactly(Verdict.PING);
        }
        pulse.heard(now);
        assertThat(beats(1, Ears.NONE)).containsExactly(Verdict.GONE);
    }

    private List<Verdict> beats(int count, Ears ears) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            now += BEAT_MS * 1_000_000;
            verdicts.add(pulse.beat(now, ears));
        }
        return verdicts;
    }
}
