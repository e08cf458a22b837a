package io.callvault.rtc.webrtc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The beat of generated sound: every 10 ms each feed of the process gives its samples, all on one thread. */
final class Pacer {
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(10);

    /** After a pause longer than this (a laptop that slept) the beats in between are left out. */
    private static final long LATE = 20 * BEAT;

    private final List<AudioFeed> feeds = new CopyOnWriteArrayList<>();
    private boolean running;

    /** From now on it is asked; the first time starts the thread. */
    synchronized void add(AudioFeed feed) {
        feeds.add(feed);
        if (!running) {
            running = true;
            Thread.ofPlatform().name("call-sound").daemon().start(this::beat);
        }
    }

    void remove(AudioFeed feed) {
        feeds.remove(feed);
    }

    private void beat() {
        long next = System.nanoTime();
        while (goesOn()) {
            feeds.forEach(AudioFeed::beat);
            next += BEAT;
            long now = System.nanoTime();
            if (now - next > LATE) {
                next = now;
            }
            while (next - System.nanoTime() > 0) {
                LockSupport.parkNanos(this, next - System.nanoTime());
            }
        }
    }

    /** Without feeds the thread ends; a later one starts it again. */
    private synchronized boolean goesOn() {
        running = !feeds.isEmpty();
        return running;
    }
}
