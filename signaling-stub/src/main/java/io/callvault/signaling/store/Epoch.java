package io.callvault.signaling.store;

/** Which history this database tells. Any thread. */
final class Epoch {

    private volatile String told = "";
    private volatile String written = "";

    /** The one that is on disk. */
    String told() {
        return told;
    }

    /** The one that new events are made under: the writer's own, a moment before it is on disk. */
    String written() {
        return written;
    }

    void willBe(String epoch) {
        written = epoch;
    }

    void is(String epoch) {
        told = epoch;
        written = epoch;
    }
}
