package io.callvault.desktop.calltest.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Runner;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.rtc.Devices;
import io.callvault.rtc.scripted.ScriptedEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What devices do wrong, each with its own code. */
@Timeout(30)
class DeviceProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ScriptedEngine engine = ScriptedEngine.threaded("devices");
    private final ScriptedMedia media = new ScriptedMedia(engine);

    @AfterEach
    void stop() {
        media.close();
    }

    @Test
    void goodDevicesPass() {
        Map<Step, Outcome> found = judge();
        assertThat(found.get(Steps.MICROPHONE)).extracting(Outcome::mark).isEqualTo(Mark.PASS);
        assertThat(found.get(Steps.CLIPPING)).extracting(Outcome::mark).isEqualTo(Mark.PASS);
        assertThat(found.get(Steps.CAMERA)).extracting(Outcome::mark).isEqualTo(Mark.PASS);
    }

    @Test
    void aSilentMicrophoneAndACoveredCameraAreTold() {
        media.amplitude(0);
        media.picture(16, true);
        Map<Step, Outcome> found = judge();
        assertThat(found.get(Steps.MICROPHONE)).extracting(Outcome::code).isEqualTo("microphone_silent");
        assertThat(found.get(Steps.CAMERA)).extracting(Outcome::code).isEqualTo("camera_black");
    }

    @Test
    void anOverdrivenMicrophoneAndAFrozenPictureAreTold() {
        media.amplitude(60_000);
        media.picture(120, false);
        Map<Step, Outcome> found = judge();
        assertThat(found.get(Steps.CLIPPING)).extracting(Outcome::code).isEqualTo("microphone_overdriven");
        assertThat(found.get(Steps.CAMERA)).extracting(Outcome::code).isEqualTo("camera_frozen");
    }

    @Test
    void aMissingMicrophoneFailsAndAMissingCameraOnlyWarns() {
        engine.devices().now(new Devices.Found(List.of(), List.of(), List.of(), List.of(), true, "No sound server."));
        Map<Step, Outcome> found = judge();
        assertThat(found.get(Steps.MICROPHONE)).extracting(Outcome::code).isEqualTo("microphone_missing");
        assertThat(found.get(Steps.MICROPHONE))
                .extracting(Outcome::said)
                .asString()
                .contains("No sound server.");
        assertThat(found.get(Steps.CAMERA)).extracting(Outcome::mark).isEqualTo(Mark.WARN);
    }

    @Test
    void anEngineThatIsMissingBreaksTheStepsAndBlamesNobody() {
        engine.unavailable("The natives could not be loaded.");
        Map<Step, Outcome> found = judge();
        assertThat(found.values()).extracting(Outcome::mark).containsOnly(Mark.BROKEN);
    }

    @Test
    void theRoomsToneIsFoundByItsFrequency() {
        Ears ears = new Ears(1_000);
        Ears deaf = new Ears(440);
        short[] tone = new short[480];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / 48_000));
        }
        ears.heard(tone, 48_000, 1);
        deaf.heard(tone, 48_000, 1);
        assertThat(ears.toneShare()).isGreaterThan(0.9);
        assertThat(deaf.toneShare()).isLessThan(0.2);
        assertThat(ears.dbfs()).isBetween(-16.0, -14.0);
    }

    private Map<Step, Outcome> judge() {
        List<Job> jobs = new MediaJobs(CallTestOptions.of("http://127.0.0.1:1"), List.of(), () -> engine, more -> {})
                .jobs(List.of()).stream()
                        .filter(job -> job.steps().contains(Steps.MICROPHONE))
                        .map(job -> new Job(job.steps(), List.of(), List.of(), job.limit(), job.work()))
                        .toList();
        return new Runner(jobs, LIMIT, TestListener.SILENT)
                .run().stream().collect(Collectors.toMap(result -> result.step(), result -> result.outcome()));
    }
}
