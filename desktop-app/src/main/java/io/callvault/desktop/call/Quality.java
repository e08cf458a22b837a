package io.callvault.desktop.call;

import io.callvault.rtc.EModel;
import io.callvault.rtc.PeerStats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * How well a call goes, from the engine's seconds: bars, whose network it is, and whether there is room for pictures. Sound comes
 * first: pictures stop after five bad seconds, and come back after fifteen good ones, then thirty, sixty. One thread.
 */
final class Quality {

    private static final int MOST_SECONDS = 3_600;
    private static final int MEAN_OF = 5;

    /** So much loss of what is sent is heard at the other end. */
    private static final double WEAK_LOSS_PERCENT = 5;

    /** Below this mean opinion score many are dissatisfied (ITU-T G.107, annex B, R = 60). */
    private static final double POOR = 3.1;

    /** Above this one they are satisfied (R = 80). */
    private static final double GOOD = 4.0;

    private static final double FAIR = 3.6;
    private static final int BAD_SECONDS = 5;
    private static final int GOOD_SECONDS = 15;
    private static final int MOST_GOOD_SECONDS = 120;

    /** With fewer kilobits a second there is a path, but it is held up somewhere. */
    private static final double SLOW_MS = 600;

    private final Deque<PeerStats> seconds = new ConcurrentLinkedDeque<>();
    private int kept;
    private final Deque<Double> recent = new ArrayDeque<>();
    private double sum;
    private long count;
    private int bad;
    private int good;
    private int wanted = GOOD_SECONDS;
    private boolean weak;
    private boolean otherWeak;
    private boolean noVideo;

    /** Takes in a second; {@code minVideoKbps} is the floor below which pictures stop. */
    void second(PeerStats stats, int minVideoKbps) {
        if (kept == MOST_SECONDS) {
            seconds.removeFirst();
        } else {
            kept++;
        }
        seconds.addLast(stats);
        double in = EModel.mos(stats);
        if (stats.audioIn().packets() > 0) {
            sum += in;
            count++;
        }
        if (recent.size() == MEAN_OF) {
            recent.removeFirst();
        }
        recent.addLast(in);
        weak = Math.max(stats.audioOut().lossPercent(), stats.videoOut().lossPercent()) >= WEAK_LOSS_PERCENT
                || stats.roundTripMs() >= SLOW_MS;
        double out = EModel.mos(
                Math.max(0, stats.roundTripMs()) / 2,
                Math.max(0, stats.audioOut().lossPercent()));
        boolean starved =
                weak && stats.videoOut().kbps() > 0 && stats.videoOut().kbps() < minVideoKbps;
        room(Math.min(in, out) < POOR || starved, Math.min(in, out) >= FAIR);
    }

    private void room(boolean poor, boolean fine) {
        bad = poor ? bad + 1 : 0;
        good = fine ? good + 1 : 0;
        if (!noVideo && bad >= BAD_SECONDS) {
            noVideo = true;
            good = 0;
        } else if (noVideo && good >= wanted) {
            noVideo = false;
            bad = 0;
            wanted = Math.min(2 * wanted, MOST_GOOD_SECONDS);
        }
    }

    void otherWeak(boolean now) {
        otherWeak = now;
    }

    /** Whether what this side sends does not arrive as it should. */
    boolean weak() {
        return weak;
    }

    /** Whether pictures would cost the sound. */
    boolean noRoomForVideo() {
        return noVideo;
    }

    /** The person wants pictures all the same. */
    void insist() {
        noVideo = false;
        bad = 0;
        good = 0;
    }

    /** The path is another one: what was measured before says nothing. */
    void newPath() {
        recent.clear();
        weak = false;
    }

    CallView.Quality view(boolean path) {
        if (!path) {
            return new CallView.Quality(0, reason(0));
        }
        int bars = bars();
        return new CallView.Quality(bars, reason(bars));
    }

    private int bars() {
        if (recent.isEmpty()) {
            return 4;
        }
        double mos = recent.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        if (mos >= GOOD) {
            return weak || otherWeak ? 3 : 4;
        }
        return mos >= FAIR ? 3 : mos >= POOR ? 2 : 1;
    }

    private CallView.Quality.Reason reason(int bars) {
        if (bars == 4) {
            return CallView.Quality.Reason.FINE;
        }
        if (weak == otherWeak) {
            return CallView.Quality.Reason.UNKNOWN;
        }
        return weak ? CallView.Quality.Reason.OWN_NETWORK : CallView.Quality.Reason.OTHER_NETWORK;
    }

    /** The mean score of the call; 0 if nothing was heard. */
    double mos() {
        return count == 0 ? 0 : sum / count;
    }

    /** The last hour, oldest first; any thread. */
    List<PeerStats> seconds() {
        return new ArrayList<>(seconds);
    }
}
