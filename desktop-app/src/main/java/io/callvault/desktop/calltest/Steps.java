package io.callvault.desktop.calltest;

import io.callvault.desktop.calltest.Step.Group;
import java.util.List;

/** All steps there are, in the order they are shown. Their ids stand in reports: a promise to whoever reads them. */
public final class Steps {
    public static final Step SERVER = new Step("server", "The server answers", Group.TRANSPORTS);
    public static final Step PROXY = new Step("proxy", "Way out (proxy)", Group.TRANSPORTS);
    public static final Step CLOCK = new Step("clock", "Clock of this computer", Group.TRANSPORTS);
    public static final Step GUEST = new Step("guest", "Test guest let in", Group.TRANSPORTS);
    public static final Step WEBSOCKET = new Step("transport-websocket", "WebSocket", Group.TRANSPORTS);
    public static final Step SSE = new Step("transport-sse", "Event stream (first fallback)", Group.TRANSPORTS);
    public static final Step POLL = new Step("transport-poll", "Long poll (second fallback)", Group.TRANSPORTS);
    public static final Step MICROPHONE = new Step("microphone", "Microphone", Group.DEVICES);
    public static final Step CLIPPING = new Step("clipping", "Microphone not overdriven", Group.DEVICES);
    public static final Step SPEAKER = new Step("speaker", "Loudspeaker", Group.DEVICES);
    public static final Step CAMERA = new Step("camera", "Camera", Group.DEVICES);
    public static final Step STUN = new Step("stun", "Own address seen from outside", Group.STUN);
    public static final Step TURN_UDP = new Step("turn-udp", "Relay over UDP", Group.TURN);
    public static final Step TURN_TCP = new Step("turn-tcp", "Relay over TCP", Group.TURN);
    public static final Step TURN_TLS = new Step("turn-tls", "Relay over TLS", Group.TURN);
    public static final Step CANDIDATES = new Step("candidates", "Paths found", Group.ICE);
    public static final Step IPV6 = new Step("ipv6", "IPv6", Group.ICE);
    public static final Step CONNECT = new Step("call-connect", "Call connects", Group.CALL);
    public static final Step FIRST_AUDIO = new Step("call-first-audio", "First sound", Group.CALL);
    public static final Step FIRST_VIDEO = new Step("call-first-video", "First picture", Group.CALL);
    public static final Step LOSS = new Step("call-loss", "Lost packets", Group.CALL);
    public static final Step JITTER = new Step("call-jitter", "Jitter", Group.CALL);
    public static final Step ROUND_TRIP = new Step("call-round-trip", "Round trip", Group.CALL);
    public static final Step BITRATE = new Step("call-bitrate", "Bitrate", Group.CALL);
    public static final Step MOS = new Step("call-mos", "Estimated sound quality", Group.CALL);
    public static final Step DOWN = new Step("bandwidth-down", "Bandwidth down", Group.BANDWIDTH);
    public static final Step UP = new Step("bandwidth-up", "Bandwidth up", Group.BANDWIDTH);

    public static final List<Step> CALL =
            List.of(CONNECT, FIRST_AUDIO, FIRST_VIDEO, LOSS, JITTER, ROUND_TRIP, BITRATE, MOS);

    private Steps() {}
}
