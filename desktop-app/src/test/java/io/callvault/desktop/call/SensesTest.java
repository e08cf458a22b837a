package io.callvault.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallSignal;
import io.callvault.rtc.PeerListener;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the person is told while the call runs. */
class SensesTest {

    private final Senses senses = new Senses();

    private void levels(int count, double dbfs) {
        for (int i = 0; i < count; i++) {
            senses.level(dbfs);
        }
    }

    private Optional<CallView.Hint> hint() {
        return senses.hint(true);
    }

    @Test
    void whoTalksWhileMutedIsTold() {
        levels(20, -20);
        assertThat(hint()).isEmpty();
        senses.mute(true);
        assertThat(hint()).isEmpty();
        levels(10, -20);
        assertThat(hint()).contains(CallView.Hint.MUTED_AND_TALKING);
        levels(10, -60);
        assertThat(hint()).isEmpty();
    }

    @Test
    void aDeadMicrophoneIsNoticedAfterTenSecondsUnlessMuted() {
        levels(99, -90);
        assertThat(hint()).isEmpty();
        levels(1, -90);
        assertThat(hint()).contains(CallView.Hint.MICROPHONE_SILENT);
        levels(1, -50);
        assertThat(hint()).isEmpty();
        senses.mute(true);
        levels(200, -90);
        assertThat(hint()).isEmpty();
    }

    @Test
    void aDeviceThatFailedIsSaidUntilItIsTriedAgain() {
        senses.camera(true);
        senses.failed(PeerListener.Stage.CAMERA);
        assertThat(hint()).contains(CallView.Hint.CAMERA_FAILED);
        assertThat(senses.own().camera()).isFalse();
        senses.camera(true);
        assertThat(hint()).isEmpty();
    }

    @Test
    void theOtherSideThatStopsItsPictureForTheSoundIsNotAPersonWhoSwitchedItOff() {
        senses.told(new CallSignal.State(true, true, false, false));
        senses.told(new CallSignal.State(true, false, false, true));
        assertThat(hint()).contains(CallView.Hint.OTHER_VIDEO_OFF_FOR_SOUND);
        senses.told(new CallSignal.State(true, true, false, false));
        senses.told(new CallSignal.State(true, false, false, false));
        assertThat(hint()).isEmpty();
    }
}
