package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Steps;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.VideoInput;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Microphone and camera, tried for two seconds; or, on a machine without any, sources that the program makes itself. */
final class DeviceProbe implements Job.Work {
    /** The bound: over two seconds, breath and room are louder than this with any microphone that is on. */
    private static final double SILENT_DBFS = -60;

    private static final double CUT_PERCENT = 0.5;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration OPEN = Duration.ofSeconds(6);
    private static final long POLL_MS = 50;

    private final CallEngine engine;
    private final Sources sources;
    private final Devices.Found found;

    DeviceProbe(CallEngine engine, Sources sources, Devices.Found found) {
        this.engine = engine;
        this.sources = sources;
        this.found = found;
    }

    @Override
    public void run(Job.Desk desk) throws InterruptedException {
        Optional<Outcome> noMicrophone = sources.synthetic()
                ? Optional.empty()
                : missing(found.microphones().isEmpty(), "microphone");
        Optional<Outcome> noCamera =
                sources.synthetic() ? Optional.empty() : missing(found.cameras().isEmpty(), "camera");
        noMicrophone.ifPresent(outcome -> {
            desk.finish(Steps.MICROPHONE.id(), outcome);
            desk.finish(Steps.CLIPPING.id(), Outcome.skipped("Not tried: there is no microphone."));
        });
        // A call without a picture is still a call.
        noCamera.ifPresent(outcome ->
                desk.finish(Steps.CAMERA.id(), Outcome.warn(outcome.code(), outcome.said(), outcome.remedy())));
        if (noMicrophone.isPresent() && noCamera.isPresent()) {
            return;
        }
        Ears ears = new Ears(Sources.TONE_HZ);
        Eyes eyes = new Eyes();
        AudioInput audio = noMicrophone.isPresent() ? new AudioInput.None() : sources.audio();
        VideoInput video = noCamera.isPresent() ? new VideoInput.None() : sources.video();
        try (Loopback loopback = new Loopback(engine, audio, video, false, ears, eyes)) {
            boolean hears = noMicrophone.isEmpty();
            boolean sees = noCamera.isEmpty();
            until(
                    OPEN,
                    () -> !loopback.failures().isEmpty()
                            || ((!hears || ears.heardAnything()) && (!sees || eyes.pictures() > 0)));
            pause(LOOK);
            Map<PeerListener.Stage, String> failures = loopback.failures();
            if (hears) {
                desk.finish(Steps.MICROPHONE.id(), microphone(ears, loopback.level(), failures));
                desk.finish(Steps.CLIPPING.id(), clipping(ears));
            }
            if (sees) {
                desk.finish(Steps.CAMERA.id(), camera(eyes, failures));
            }
        }
    }

    private Optional<Outcome> missing(boolean none, String what) {
        return none
                ? Optional.of(Outcome.fail(
                        what + "_missing",
                        "No " + what + " was found." + (found.why().isBlank() ? "" : " " + found.why()),
                        "Plug one in, and allow Call Vault to use it in the system's privacy settings."))
                : Optional.empty();
    }

    private Outcome microphone(Ears ears, Optional<Double> level, Map<PeerListener.Stage, String> failures) {
        if (failures.containsKey(PeerListener.Stage.ENGINE)) {
            return Outcome.broken(
                    "engine_failed", "The media engine failed.", failures.getOrDefault(PeerListener.Stage.ENGINE, ""));
        }
        if (failures.containsKey(PeerListener.Stage.MICROPHONE)) {
            return Outcome.fail(
                    "microphone_failed",
                    "The microphone could not be opened: " + failures.getOrDefault(PeerListener.Stage.MICROPHONE, ""),
                    "Close other programs that use it, and allow Call Vault to use it in the system's privacy settings.");
        }
        if (!ears.heardAnything() && level.isEmpty()) {
            return Outcome.broken("no_sound", "No sound came through the test's own call.", "loopback without audio");
        }
        double dbfs = Math.round(level.map(own -> Math.max(own, ears.dbfs())).orElse(ears.dbfs()));
        String source = sources.synthetic() ? " (sound made by the test itself: no microphone was opened)" : "";
        Outcome outcome = dbfs >= SILENT_DBFS
                ? Outcome.pass("It hears something" + source + ".")
                : Outcome.fail(
                        "microphone_silent",
                        "The microphone is silent" + source + ".",
                        "Speak while testing. Look for a mute switch at the microphone or cable, then for the input's"
                                + " volume and the chosen microphone in the system's sound settings.");
        return outcome.with(dbfs, "dBFS", "at least " + (long) SILENT_DBFS);
    }

    private static Outcome clipping(Ears ears) {
        if (!ears.heardAnything()) {
            return Outcome.skipped("Not tried: nothing was heard.");
        }
        double cut = Math.round(ears.cutPercent() * 100) / 100.0;
        Outcome outcome = cut <= CUT_PERCENT
                ? Outcome.pass("Nothing is cut off.")
                : Outcome.warn(
                        "microphone_overdriven",
                        "The microphone is too loud: what is said is cut off.",
                        "Lower the input volume in the system's sound settings, and speak further away.");
        return outcome.with(cut, "%", "at most " + CUT_PERCENT);
    }

    private Outcome camera(Eyes eyes, Map<PeerListener.Stage, String> failures) {
        String remedy =
                "Close other programs that use the camera, look for its cover or switch, and allow Call Vault to"
                        + " use it in the system's privacy settings.";
        if (failures.containsKey(PeerListener.Stage.CAMERA)) {
            return Outcome.warn(
                    "camera_failed",
                    "The camera could not be opened: " + failures.getOrDefault(PeerListener.Stage.CAMERA, ""),
                    remedy);
        }
        if (eyes.pictures() == 0) {
            return Outcome.warn("camera_silent", "The camera gives no picture.", remedy);
        }
        String source = sources.synthetic() ? " (made by the test itself: no camera was opened)" : "";
        Outcome outcome = eyes.black()
                ? Outcome.warn("camera_black", "The camera's picture is black.", remedy)
                : eyes.frozen()
                        ? Outcome.warn("camera_frozen", "The camera's picture stands still.", remedy)
                        : Outcome.pass("It gives a moving picture of " + eyes.size() + source + ".");
        return outcome.with((double) eyes.pictures(), "pictures", "at least 1");
    }

    private interface Condition {
        boolean met();
    }

    private static void until(Duration limit, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.met() && System.nanoTime() < end) {
            pause(Duration.ofMillis(POLL_MS));
        }
    }

    /** Time to listen, not to wait for something: nothing ends it early but the thread's interrupt. */
    private static void pause(Duration time) throws InterruptedException {
        var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
