package io.callvault.desktop.chaos.net;

/** Two people in the two hosts of a network, who can call each other. The run's thread. */
interface Pair extends AutoCloseable {

    Side a();

    Side b();

    /**
     * A calls B with video, and B takes it; returns when that is under way.
     *
     * @param hide whether A shows nothing but the relay
     */
    void call(boolean hide);

    /** A hangs up; returns when both are free for the next call. */
    void hangUp();

    @Override
    void close();
}
