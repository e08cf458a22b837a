package io.callvault.rtc.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedEngineTest {

    /** Writes down what it hears. */
    private static final class Heard implements PeerListener {
        private final List<String> all = new ArrayList<>();
        private final List<Description> descriptions = new ArrayList<>();
        private final List<IceCandidate> candidates = new ArrayList<>();

        @Override
        public void described(Description local) {
            descriptions.add(local);
        }

        @Override
        public void found(List<IceCandidate> found, boolean last) {
            candidates.addAll(found);
        }

        @Override
        public void state(PeerState state) {
            all.add(state.name());
        }

        @Override
        public void secured(String fingerprint) {
            all.add("secured " + fingerprint);
        }

        @Override
        public void first(Kind kind) {
            all.add("first " + kind);
        }

        @Override
        public void stats(PeerStats stats) {}

        @Override
        public void level(double dbfs) {
            all.add("level " + dbfs);
        }

        @Override
        public void refused(String why, boolean description) {
            all.add("refused " + description);
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            all.add("failed " + stage + " " + fatal);
        }
    }

    private final ScriptedEngine annas = ScriptedEngine.on("anna", Runnable::run);
    private final ScriptedEngine bens = ScriptedEngine.on("ben", Runnable::run);
    private final Heard anna = new Heard();
    private final Heard ben = new Heard();
    private final ScriptedPeer caller = annas.open(plan(), anna);
    private final ScriptedPeer called = bens.open(plan(), ben);

    private static PeerPlan plan() {
        return new PeerPlan("call", List.of(), false, new AudioInput.None(), new VideoInput.None(), Bounds.NORMAL);
    }

    private void exchange(boolean restart) {
        caller.offer(restart);
        called.takeOffer(anna.descriptions.getLast().sdp());
        called.answer();
        caller.takeAnswer(ben.descriptions.getLast().sdp());
    }

    @Test
    void twoConnectOnceDescriptionsAndACandidateEachWereExchanged() {
        exchange(false);
        assertThat(anna.all).isEmpty();
        called.takeCandidates(anna.candidates.subList(0, 1));
        assertThat(anna.all).isEmpty();
        caller.takeCandidates(ben.candidates.subList(0, 1));
        assertThat(anna.all)
                .containsExactly("CONNECTING", "CONNECTED", "secured " + called.fingerprint(), "first AUDIO");
        assertThat(ben.all).contains("CONNECTED", "secured " + caller.fingerprint());
        assertThat(caller.fingerprint()).isNotEqualTo(called.fingerprint());
    }

    @Test
    void aRestartFindsANewPathWithNewCandidates() {
        exchange(false);
        called.takeCandidates(anna.candidates);
        caller.takeCandidates(ben.candidates);
        List<IceCandidate> before = List.copyOf(ben.candidates);
        caller.noPath();
        exchange(true);
        caller.takeCandidates(before);
        assertThat(anna.all.getLast()).isEqualTo("FAILED");
        caller.takeCandidates(ben.candidates.subList(before.size(), ben.candidates.size()));
        assertThat(anna.all.getLast()).isEqualTo("CONNECTED");
    }

    @Test
    void theScriptHoldsSwapsAndFails() {
        annas.hold(true);
        annas.fingerprintSeen(said -> "sha-256 00");
        exchange(false);
        caller.takeCandidates(ben.candidates);
        assertThat(anna.all).containsExactly("CONNECTING");
        annas.hold(false);
        assertThat(anna.all).contains("CONNECTED", "secured sha-256 00");
        caller.level(-20);
        caller.fail(PeerListener.Stage.CAMERA, "gone", false);
        caller.takeAnswer("v=0 %s");
        caller.close();
        caller.level(-10);
        assertThat(anna.all).endsWith("level -20.0", "failed CAMERA false", "refused true", "CLOSED");
        assertThat(annas.open()).isZero();
    }

    @Test
    void anEngineThatIsUnavailableSaysSoAndNothingElse() {
        annas.unavailable("No natives.");
        Heard heard = new Heard();
        annas.open(plan(), heard);
        assertThat(heard.all).containsExactly("failed ENGINE true");
    }
}
