package io.callvault.rtc;

import java.util.List;

/**
 * One connection to one other device, with one audio and one video section that are there from the start: switching the camera
 * or sharing a screen changes what is sent, never the description. Everything from outside is checked by {@code rtc.guard}
 * first; what does not pass is told to {@link PeerListener#refused} and goes no further. After {@link #close()} nothing has
 * an effect. Any thread; carried out in order.
 */
public interface Peer extends AutoCloseable {

    /**
     * Makes an offer, told to {@link PeerListener#described}.
     *
     * @param restart gathers anew: after a change of network
     */
    void offer(boolean restart);

    /** Takes the other side's offer. Nothing leaves this device, and no device is opened, before {@link #answer()}. */
    void takeOffer(String sdp);

    /** Answers the offer taken before, told to {@link PeerListener#described}; from here on addresses are gathered. */
    void answer();

    /** Takes the answer to {@link #offer}. */
    void takeAnswer(String sdp);

    /** Takes addresses to try; those that come before the description wait for it. */
    void takeCandidates(List<IceCandidate> candidates);

    /** Other relays, with fresh credentials; used by the next gathering. */
    void relays(List<IceServer> servers);

    void send(AudioInput audio);

    void send(VideoInput video);

    /** Whether what the audio input gives is sent; the input stays open, so that "you are muted and talking" can be noticed. */
    void mute(boolean muted);

    /** What is received is played, or not; the volume in percent, 0 to 100. */
    void volume(int percent);

    /** Bounds of what is sent, see {@link Bounds}. */
    void bounds(Bounds bounds);

    /** Where the other side's pictures go; replaces the one before. Called on the decoder's thread. */
    void showRemote(VideoSink sink);

    /** Where the own pictures go; replaces the one before. Called on the capturer's thread. */
    void showLocal(VideoSink sink);

    /** Hears what the other side says, before it is played. */
    void hearRemote(AudioSink sink);

    /** Ends everything of this connection, in the order the natives want. Returns at once; {@link PeerListener} hears CLOSED last. */
    @Override
    void close();
}
