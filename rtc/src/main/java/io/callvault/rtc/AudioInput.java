package io.callvault.rtc;

/** What is heard of this side. */
public sealed interface AudioInput {

    /** @param device a {@link Devices.Device#id()}; empty for the system's default */
    record Microphone(String device) implements AudioInput {}

    /** Made by the program: for tests, the Echo contact and the call test. */
    record Generated(Pcm source) implements AudioInput {}

    record None() implements AudioInput {}

    /** 10 ms of sound, whenever it is asked for; on a thread of the engine. Must not block and must not throw. */
    interface Pcm {
        /** Samples a second that {@link #fill} gives. */
        int RATE = 48_000;

        /** Fills all of it: one channel, {@value #RATE} a second, 480 samples. */
        void fill(short[] samples);
    }
}
