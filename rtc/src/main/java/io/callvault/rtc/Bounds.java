package io.callvault.rtc;

/**
 * Bounds of what is sent, and how the microphone is treated. The engine adapts between them.
 *
 * @param minVideoKbps below this the video is stopped rather than shown as porridge
 * @param maxVideoKbps most for video
 * @param maxAudioKbps most for audio; Opus is good from 24
 * @param maxHeight lines of the picture sent
 * @param maxFps pictures a second
 * @param processing of the microphone
 */
public record Bounds(
        int minVideoKbps, int maxVideoKbps, int maxAudioKbps, int maxHeight, int maxFps, Processing processing) {

    /** 720p30. */
    public static final Bounds NORMAL = new Bounds(80, 2_500, 48, 720, 30, Processing.ALL);

    /** For metered or thin links. */
    public static final Bounds LOW_DATA = new Bounds(60, 400, 24, 360, 15, Processing.ALL);

    /** These bounds with another treatment of the microphone. */
    public Bounds with(Processing other) {
        return new Bounds(minVideoKbps, maxVideoKbps, maxAudioKbps, maxHeight, maxFps, other);
    }

    /** Switches of the microphone's treatment. */
    public record Processing(
            boolean echoCancellation, boolean noiseSuppression, boolean gainControl, boolean highPass) {
        public static final Processing ALL = new Processing(true, true, true, true);
    }
}
