package io.callvault.desktop.calltest.media;

import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.scripted.ScriptedEngine;
import io.callvault.rtc.scripted.ScriptedPeer;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sound, pictures and figures for the connected peers of a scripted engine, as a test wants them. */
public final class ScriptedMedia implements AutoCloseable {
    private final ScriptedEngine engine;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private volatile int amplitude = 8_000;
    private volatile int grey = 120;
    private volatile boolean moving = true;
    private volatile double lossPercent;
    private int step;

    public ScriptedMedia(ScriptedEngine engine) {
        this.engine = engine;
        var _ = beat.scheduleAtFixedRate(this::tick, 10, 10, TimeUnit.MILLISECONDS);
    }

    /** Of the tone heard, 0 to 32,767. */
    public void amplitude(int next) {
        amplitude = next;
    }

    public void picture(int nextGrey, boolean moves) {
        grey = nextGrey;
        moving = moves;
    }

    public void loss(double percent) {
        lossPercent = percent;
    }

    @Override
    public void close() {
        beat.shutdownNow();
        engine.close();
    }

    private void tick() {
        step++;
        for (ScriptedPeer peer : engine.peers()) {
            if (peer.now().state() == PeerState.CONNECTED) {
                peer.first(PeerListener.Kind.VIDEO);
                short[] samples = new short[480];
                for (int i = 0; i < samples.length; i++) {
                    double wave = amplitude * Math.sin(2 * Math.PI * 1_000 * i / 48_000);
                    samples[i] = (short) Math.clamp(Math.round(wave), Short.MIN_VALUE, Short.MAX_VALUE);
                }
                peer.sound(samples);
                peer.level(amplitude == 0 ? -100 : 20 * Math.log10(amplitude / Math.sqrt(2) / 32_768));
                peer.localPicture(64, 36, moving ? grey + step % 7 : grey);
                if (step % 10 == 0) {
                    peer.stats(stats());
                }
            }
        }
    }

    private PeerStats stats() {
        PeerStats.Flow audio = new PeerStats.Flow(32, lossPercent, 4, step, 0, 0, 0, 0.2, "opus");
        PeerStats.Flow video = new PeerStats.Flow(600, 0, 5, step, 640, 360, 15, 0, "VP8");
        return new PeerStats(
                System.currentTimeMillis(),
                42,
                audio,
                audio,
                video,
                video,
                Optional.of(
                        new PeerStats.Path("relay", "relay", "udp", "udp", "203.0.113.7:49200", "198.51.100.9:49300")));
    }
}
