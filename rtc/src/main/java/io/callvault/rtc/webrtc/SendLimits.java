package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpSender;
import io.callvault.rtc.Bounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the bounds into the senders' parameters. On the peer's thread, when both descriptions are set. */
final class SendLimits {
    private static final Logger log = LoggerFactory.getLogger(SendLimits.class);

    private SendLimits() {}

    static void audio(RTCRtpSender sender, Bounds bounds) {
        set(sender, encoding -> encoding.maxBitrate = bounds.maxAudioKbps() * 1_000);
    }

    /** @param height lines that the input gives; 0 if it gives none */
    static void video(RTCRtpSender sender, Bounds bounds, int height) {
        set(sender, encoding -> {
            encoding.maxBitrate = bounds.maxVideoKbps() * 1_000;
            encoding.maxFramerate = (double) bounds.maxFps();
            encoding.scaleResolutionDownBy = Math.max(1.0, (double) height / bounds.maxHeight());
        });
    }

    private interface Change {
        void on(RTCRtpEncodingParameters encoding);
    }

    private static void set(RTCRtpSender sender, Change change) {
        try {
            RTCRtpSendParameters parameters = sender.getParameters();
            if (parameters.encodings == null || parameters.encodings.isEmpty()) {
                return;
            }
            parameters.encodings.forEach(change::on);
            sender.setParameters(parameters);
        } catch (RuntimeException | Error e) {
            log.warn("the bounds of what is sent could not be set", e);
        }
    }
}
