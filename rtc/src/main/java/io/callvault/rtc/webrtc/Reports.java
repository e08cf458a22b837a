package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerListener.Stage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the natives once a second how it goes, and ten times how loud the microphone is. On the peer's thread. */
final class Reports {
    private static final Logger log = LoggerFactory.getLogger(Reports.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LEVEL = Duration.ofMillis(100);

    private final RTCPeerConnection connection;
    private final PeerListener told;
    private final PeerThread thread;
    private final Media media;
    private final StatsReader reader = new StatsReader();
    private boolean running;
    private boolean asking;

    Reports(RTCPeerConnection connection, PeerListener told, PeerThread thread, Media media) {
        this.connection = connection;
        this.told = told;
        this.thread = thread;
        this.media = media;
    }

    void start() {
        running = true;
        thread.every(SECOND, () -> ask(all -> told.stats(reader.read(System.currentTimeMillis(), all))));
        thread.every(LEVEL, () -> {
            if (media.audio().microphone()) {
                ask(all -> StatsReader.ownLevel(all).ifPresent(level -> told.level(Levels.dbfs(level))));
            }
        });
    }

    void stop() {
        running = false;
    }

    /** No path, or no keys: what the user can do differs. */
    void whyFailed() {
        if (connection.getIceConnectionState() == RTCIceConnectionState.FAILED) {
            told.failed(Stage.ICE, "no path between the two devices works", false);
        } else {
            told.failed(Stage.DTLS, "the keys of the call could not be agreed on", false);
        }
    }

    private void ask(Consumer<Collection<RTCStats>> reader) {
        if (!running || asking) {
            return;
        }
        asking = true;
        connection.getStats(report -> {
            try {
                List<RTCStats> copy = copy(report);
                thread.run(() -> {
                    asking = false;
                    if (running) {
                        reader.accept(copy);
                    }
                });
            } catch (RuntimeException | Error e) {
                log.warn("a report of the natives was lost", e);
            }
        });
    }

    private static List<RTCStats> copy(RTCStatsReport report) {
        return List.copyOf(report.getStats().values());
    }
}
