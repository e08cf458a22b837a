package io.callvault.rtc;

/** Takes sound on a thread of the engine; must not block. */
@FunctionalInterface
public interface AudioSink {

    /**
     * @param samples interleaved, 16 bit; valid until this method returns
     * @param rate samples a second and channel
     */
    void heard(short[] samples, int rate, int channels);
}
