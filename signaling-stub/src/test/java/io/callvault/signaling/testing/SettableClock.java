package io.callvault.signaling.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's time, put forward at will. */
public final class SettableClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }
}
