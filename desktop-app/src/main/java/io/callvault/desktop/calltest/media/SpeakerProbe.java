package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Steps;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.VideoInput;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/**
 * Plays a tone and listens whether the microphone hears it. Played by the JDK, not by the media engine: a generated source beside
 * a microphone ends the process (LIBRARIES.md, webrtc-java, rule 3).
 */
final class SpeakerProbe implements Job.Work {
    private static final Duration PLAY = Duration.ofMillis(1_200);
    private static final float RATE = 48_000;
    private static final double AMPLITUDE = 6_000;

    /** Of what is heard; speech and noise stay far below. */
    private static final double CLEAR = 0.2;

    private final CallEngine engine;
    private final Sources sources;
    private final boolean microphone;

    SpeakerProbe(CallEngine engine, Sources sources, boolean microphone) {
        this.engine = engine;
        this.sources = sources;
        this.microphone = microphone;
    }

    @Override
    public void run(Job.Desk desk) throws InterruptedException {
        desk.finish(Steps.SPEAKER.id(), judge());
    }

    private Outcome judge() throws InterruptedException {
        if (sources.synthetic()) {
            return Outcome.skipped("Not tried: without devices there is nothing to play on.");
        }
        String remedy = "Turn up the volume, and check which loudspeaker is chosen in the system's sound settings.";
        if (!microphone) {
            return play() ? Outcome.pass("A tone was played.") : unplayed(remedy);
        }
        Ears ears = new Ears(Sources.TONE_HZ);
        try (Loopback loopback = new Loopback(engine, sources.audio(), new VideoInput.None(), true, ears, new Eyes())) {
            long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            while (!ears.heardAnything() && loopback.failures().isEmpty() && System.nanoTime() < end) {
                var _ = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            }
            if (!play()) {
                return unplayed(remedy);
            }
        }
        double share = Math.round(ears.toneShare() * 100);
        return (ears.toneShare() >= CLEAR
                        ? Outcome.pass("The tone was played, and the microphone heard it.")
                        : Outcome.warn(
                                "speaker_not_heard",
                                "A tone was played, but the microphone did not hear it.",
                                "With headphones this is as it should be. Else: " + remedy))
                .with(share, "% tone", "at least " + (long) (CLEAR * 100));
    }

    private static Outcome unplayed(String remedy) {
        return Outcome.fail("speaker_missing", "No loudspeaker could be opened.", remedy);
    }

    /** Blocks while it sounds; false if nothing can be played. */
    private static boolean play() {
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
            line.open(format);
            line.start();
            int samples = (int) (RATE * PLAY.toMillis() / 1_000);
            byte[] sound = new byte[samples * 2];
            for (int i = 0; i < samples; i++) {
                int value = (int) (AMPLITUDE * Math.sin(2 * Math.PI * Sources.TONE_HZ * i / RATE));
                sound[2 * i] = (byte) value;
                sound[2 * i + 1] = (byte) (value >> 8);
            }
            line.write(sound, 0, sound.length);
            line.drain();
            return true;
        } catch (LineUnavailableException | IllegalArgumentException none) {
            return false;
        }
    }
}
