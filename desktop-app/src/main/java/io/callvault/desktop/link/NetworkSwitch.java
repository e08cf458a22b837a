package io.callvault.desktop.link;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.util.function.Consumer;

/**
 * The setting "work offline", and the airplane mode of demo and tests: while it is off every connection is cut and every
 * request refused before it reaches the network. Any thread.
 */
public final class NetworkSwitch {

    private final Topic<Boolean> changes = new Topic<>();
    private volatile boolean on = true;

    public boolean isOn() {
        return on;
    }

    public void set(boolean newState) {
        boolean changed;
        synchronized (this) {
            changed = on != newState;
            on = newState;
        }
        if (changed) {
            changes.publish(newState);
        }
    }

    /** The listener is called on the thread that moves the switch. */
    public Subscription subscribe(Consumer<Boolean> listener) {
        return changes.subscribe(listener);
    }
}
