package io.callvault.rtc;

/** What is seen of this side. */
public sealed interface VideoInput {

    /** @param device a {@link Devices.Device#id()}; empty for the first one */
    record Camera(String device) implements VideoInput {}

    /** A screen or a window. */
    record Screen(String source) implements VideoInput {}

    /** Made by the program: for tests, the Echo contact and the call test. */
    record Generated(Pictures source) implements VideoInput {}

    record None() implements VideoInput {}

    /**
     * What pictures are like.
     *
     * @param width pixels, even
     * @param height pixels, even
     */
    record Format(int width, int height, int framesPerSecond) {}

    /** Pictures one after the other, on a thread of the engine. Must not throw. */
    interface Pictures {
        /** Does not change. */
        Format format();

        /**
         * Draws the next picture, I420, all of it.
         *
         * @param y width × height bytes
         * @param u a quarter of that
         * @param v a quarter of that
         * @param timeNanos when it is for, a monotonic clock
         */
        void draw(byte[] y, byte[] u, byte[] v, long timeNanos);
    }
}
