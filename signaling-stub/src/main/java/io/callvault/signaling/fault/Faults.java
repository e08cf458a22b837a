package io.callvault.signaling.fault;

import io.callvault.model.id.DeviceId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with the network right now; nothing at first. Any thread. */
public final class Faults {

    /** One TCP connection. */
    public interface Line {

        /** Ends it without a goodbye. */
        void cut();

        /** Half open from now on: it stays up, and nothing is read or written any more. */
        void mute();
    }

    /** What becomes of a WebSocket's handshake. */
    public enum WebSocketWay {
        OPEN,
        /** Answered with status 426, as by a proxy that does not know the protocol. */
        UPGRADE_REQUIRED,
        /** Accepted, then closed at once with 1008. */
        CLOSED,
        /** Accepted, then a black hole. */
        SILENT
    }

    /** What becomes of a request for a stream of events. */
    public enum StreamWay {
        OPEN,
        /** Answered with a problem document of status 503. */
        UNAVAILABLE,
        /** Never answered, as by a proxy that collects the whole answer first. */
        SILENT
    }

    /** A connection that is open, and whose it is once that is known. */
    public final class OpenLine {

        private final Line line;
        private volatile Optional<DeviceId> device = Optional.empty();

        private OpenLine(Line line) {
            this.line = line;
        }

        /** Tells whose connection it is. Whether it may go on; if not, it is already cut. */
        public boolean identify(DeviceId id) {
            device = Optional.of(id);
            return allowed();
        }

        /** Cuts it at once, whatever it still has to say. */
        public void cut() {
            line.cut();
        }

        /** Half open from now on. */
        public void mute() {
            line.mute();
        }

        /** The connection ended by itself. */
        public void closed() {
            lines.remove(this);
        }

        /** Whether it may be used; if not, it is already cut. */
        public boolean allowed() {
            boolean refused = everybody || device.filter(devices::contains).isPresent();
            if (refused) {
                line.cut();
            }
            return !refused;
        }
    }

    private final Set<OpenLine> lines = ConcurrentHashMap.newKeySet();
    private final Set<DeviceId> devices = ConcurrentHashMap.newKeySet();
    private volatile boolean everybody;
    private volatile Duration frameDelay = Duration.ZERO;
    private volatile WebSocketWay webSocket = WebSocketWay.OPEN;
    private volatile StreamWay stream = StreamWay.OPEN;

    /** Cuts every connection now. New ones are welcome. */
    public void cutAll() {
        lines.forEach(open -> open.line.cut());
    }

    /** Cuts every connection and every new one, until {@link #allowAll}. */
    public void refuseAll() {
        everybody = true;
        lines.forEach(OpenLine::allowed);
    }

    /** Cuts this device's connections and its new ones as soon as it says who it is, until {@link #allow} or {@link #allowAll}. */
    public void refuse(DeviceId device) {
        devices.add(device);
        lines.forEach(OpenLine::allowed);
    }

    public void allow(DeviceId device) {
        devices.remove(device);
    }

    /** No refusals and no blocked transports any more. Connections that are half open stay so. */
    public void allowAll() {
        everybody = false;
        devices.clear();
        webSocket = WebSocketWay.OPEN;
        stream = StreamWay.OPEN;
    }

    /** From now on new WebSockets go this way; those that stand are not touched. */
    public void blockWebSocket(WebSocketWay way) {
        webSocket = way;
    }

    public WebSocketWay webSocket() {
        return webSocket;
    }

    /** From now on new streams go this way; those that stand are not touched. */
    public void blockStream(StreamWay way) {
        stream = way;
    }

    public StreamWay stream() {
        return stream;
    }

    /** This device's connections become half open; new ones work. */
    public void mute(DeviceId device) {
        lines.stream()
                .filter(open -> open.device.filter(device::equals).isPresent())
                .forEach(OpenLine::mute);
    }

    /** Every frame to a client leaves that much later, in order. */
    public void delayFrames(Duration delay) {
        frameDelay = delay;
    }

    public Duration frameDelay() {
        return frameDelay;
    }

    /** A connection came in. It may be cut before this returns. */
    public OpenLine opened(Line line) {
        OpenLine open = new OpenLine(line);
        lines.add(open);
        open.allowed();
        return open;
    }
}
