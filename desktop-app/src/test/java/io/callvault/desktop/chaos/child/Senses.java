package io.callvault.desktop.chaos.child;

import io.callvault.rtc.AudioSink;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoSink;
import io.callvault.rtc.synthetic.ClockReader;
import io.callvault.rtc.synthetic.ToneDetector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hears and sees the other side of a call, and tells what it recognises: the tone, in windows of 50 ms, and the clock in the
 * picture. Sound, pictures and statistics come on three threads of the engine.
 */
final class Senses implements AudioSink, VideoSink {

    /** So many windows of 50 ms without the tone are silence; loss conceals itself for less. */
    private static final int SILENT_WINDOWS = 10;

    private final Consumer<Told> tell;
    private final ToneDetector ear;
    private long judged;
    private int silent = SILENT_WINDOWS;
    private int windows;
    private int tones;
    private int pictures;
    private String path = "";

    /** @param hertz of the tone that the other side makes */
    Senses(double hertz, Consumer<Told> tell) {
        this.ear = new ToneDetector(hertz);
        this.tell = tell;
    }

    @Override
    public synchronized void heard(short[] samples, int rate, int channels) {
        ear.heard(samples, rate, channels);
        if (ear.windows() != judged) {
            judged = ear.windows();
            judge(ear.heard().isPresent());
        }
    }

    private void judge(boolean tone) {
        windows++;
        if (tone) {
            tones++;
            if (silent >= SILENT_WINDOWS) {
                tell.accept(Told.now(Told.TONE, "on"));
            }
            silent = 0;
        } else {
            silent++;
            if (silent == SILENT_WINDOWS) {
                tell.accept(Told.now(Told.TONE, "off"));
            }
        }
    }

    @Override
    public void show(Picture picture) {
        boolean recognised = ClockReader.read(picture).isPresent();
        synchronized (this) {
            pictures += recognised ? 1 : 0;
        }
    }

    /** A second is over. Sound that does not come at all is silence, too. */
    synchronized void second(PeerStats stats) {
        if (windows == 0 && silent < SILENT_WINDOWS) {
            silent = SILENT_WINDOWS;
            tell.accept(Told.now(Told.TONE, "off"));
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("tone", windows == 0 ? 0.0 : (double) tones / windows);
        figures.put("pictures", (double) pictures);
        figures.put("audio_in_kbps", stats.audioIn().kbps());
        figures.put("audio_in_loss", stats.audioIn().lossPercent());
        figures.put("video_in_kbps", stats.videoIn().kbps());
        figures.put("video_out_kbps", stats.videoOut().kbps());
        figures.put("round_trip_ms", stats.roundTripMs());
        windows = 0;
        tones = 0;
        pictures = 0;
        tell.accept(Told.now(Told.SECOND, "", figures));
        stats.path().ifPresent(this::path);
    }

    private void path(PeerStats.Path now) {
        String text = now.localType() + "/" + now.remoteType() + " "
                + (now.relayProtocol().isEmpty() ? now.protocol() : now.relayProtocol()) + " " + now.localAddress()
                + " "
                + now.remoteAddress();
        if (!text.equals(path)) {
            path = text;
            tell.accept(Told.now(Told.PATH, text));
        }
    }
}
