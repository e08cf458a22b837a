package io.callvault.desktop.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The server's time, as well as this client can know it. The local clock is read once; from then on a monotonic clock
 * counts, so that a change of the computer's time never moves ours. The offset comes from the sample with the shortest round
 * trip of the last eight: its midpoint is off by half a round trip at most (RFC 5905, section 10, clock filter). Any thread.
 */
public final class ServerClock implements InstantSource {

    private static final int SAMPLES = 8;

    private final LongSupplier nanoTime;
    private final long startNanos;
    private final long startMillis;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long offsetMs;
    private Optional<Long> sampledNanos = Optional.empty();

    /** Far more than two clocks drift apart within eight samples, in milliseconds. */
    private static final long DRIFT_MS = 10_000;

    private record Sample(long roundTripNanos, long offsetMs) {

        /** Each is off by half its round trip at most; further apart they cannot both be right. */
        boolean contradicts(Sample other) {
            long error = (roundTripNanos + other.roundTripNanos) / 2_000_000L;
            return Math.abs(offsetMs - other.offsetMs) > error + DRIFT_MS;
        }
    }

    public ServerClock(InstantSource wall, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.startMillis = wall.millis();
    }

    /** The monotonic time to give back to {@link #sample} later. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * Takes in a round trip.
     *
     * @param sentNanos {@link #nanoTime()} when the question left
     * @param serverTime the server's Unix milliseconds in the answer that has just arrived
     */
    public synchronized void sample(long sentNanos, long serverTime) {
        long now = nanoTime.getAsLong();
        sampledNanos = Optional.of(now);
        long roundTrip = Math.max(0, now - sentNanos);
        long midpointMs = localMillis(sentNanos + roundTrip / 2);
        Sample fresh = new Sample(roundTrip, serverTime - midpointMs);
        // A monotonic clock may stand still while the computer sleeps: then what was measured before is of no use.
        samples.removeIf(old -> old.contradicts(fresh));
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(fresh);
        offsetMs = samples.stream()
                .min(Comparator.comparingLong(Sample::roundTripNanos))
                .orElseThrow()
                .offsetMs();
    }

    /** Time since the server last told its time; empty before it ever did. */
    public synchronized Optional<Duration> sinceSample() {
        return sampledNanos.map(at -> Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - at)));
    }

    /** Forgets all samples: the server says that our time is wrong. */
    public synchronized void distrust() {
        samples.clear();
    }

    /** Milliseconds the server is ahead of this computer; 0 until the first sample. */
    public synchronized long offsetMs() {
        return offsetMs;
    }

    @Override
    public synchronized Instant instant() {
        return Instant.ofEpochMilli(localMillis(nanoTime.getAsLong()) + offsetMs);
    }

    private long localMillis(long nanos) {
        return startMillis + Math.floorDiv(nanos - startNanos, 1_000_000L);
    }
}
