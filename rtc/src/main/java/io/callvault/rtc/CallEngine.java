package io.callvault.rtc;

/** What makes calls possible on this machine; one a process. Any thread. */
public interface CallEngine extends AutoCloseable {

    /** Whether calls work here. It may turn from ready to unavailable, when the natives fail. */
    Availability availability();

    /**
     * A new connection to another device. Its state is told to the listener; an engine that is unavailable tells {@link
     * PeerListener#failed} and nothing else.
     */
    Peer open(PeerPlan plan, PeerListener listener);

    /** Microphones, speakers, cameras, screens. */
    Devices devices();

    /** Closes every peer, then what they share. Waits for it. */
    @Override
    void close();

    /** Whether calls can be made. */
    sealed interface Availability {
        record Ready() implements Availability {}

        /** @param sentence what is missing and what to do, for the user */
        record Unavailable(String sentence) implements Availability {}
    }
}
