package io.callvault.rtc.webrtc;

import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Peers over the shared runtime. */
final class WebRtcEngine implements CallEngine {
    private static final Logger log = LoggerFactory.getLogger(WebRtcEngine.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Natives natives;
    private final Devices devices;
    private final Set<WebRtcPeer> peers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    WebRtcEngine(Natives natives) {
        this.natives = natives;
        devices = new SystemDevices(natives);
    }

    @Override
    public Availability availability() {
        return closed ? new Availability.Unavailable("Call Vault is closing.") : new Availability.Ready();
    }

    @Override
    public Peer open(PeerPlan plan, PeerListener listener) {
        if (closed) {
            return new FailedPeer(plan.name(), listener, "Call Vault is closing.");
        }
        AtomicReference<WebRtcPeer> self = new AtomicReference<>();
        WebRtcPeer peer = new WebRtcPeer(natives, plan, listener, () -> {
            WebRtcPeer gone = self.get();
            if (gone != null) {
                peers.remove(gone);
            }
        });
        self.set(peer);
        peers.add(peer);
        return peer;
    }

    @Override
    public Devices devices() {
        return devices;
    }

    /** The runtime stays for the next engine of this process; see {@link CallEngines}. */
    @Override
    public void close() {
        closed = true;
        List<WebRtcPeer> open = List.copyOf(peers);
        open.forEach(WebRtcPeer::close);
        try {
            for (WebRtcPeer peer : open) {
                if (!peer.awaitEnd(LIMIT)) {
                    log.warn("a call did not end within {} s", LIMIT.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
