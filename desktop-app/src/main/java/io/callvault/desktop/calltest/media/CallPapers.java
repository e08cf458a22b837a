package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.probe.Guest;
import io.callvault.desktop.calltest.probe.ServerDoor;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.CallId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Limits;
import java.time.InstantSource;
import java.util.List;

/** Signs own descriptions and checks those of the other end, as the app does (docs/calls.md, "Signature"). Stateless but for its owner. */
final class CallPapers {
    private static final String FINGERPRINT = "a=fingerprint:";

    private final Guest me;
    private final InstantSource clock;
    private final CallId call;

    CallPapers(Guest me, InstantSource clock, CallId call) {
        this.me = me;
        this.clock = clock;
        this.call = call;
    }

    Bytes sign(String sdp, UserId to, Proofs.CallRole role, long timestamp) {
        return me.key().sign(Proofs.call(call, me.conversation(), me.signer(), to, role, timestamp, fingerprints(sdp)));
    }

    /** Whether this is that person's description, for me, made now. */
    boolean isAuthentic(
            ServerDoor.Person from, DeviceId device, String sdp, Proofs.CallRole role, long timestamp, Bytes sig) {
        boolean fresh = Math.abs(clock.millis() - timestamp) <= Limits.MAX_CLOCK_SKEW_MS;
        byte[] signed = Proofs.call(
                call,
                me.conversation(),
                new Proofs.Signer(from.user(), device),
                me.user(),
                role,
                timestamp,
                fingerprints(sdp));
        return fresh
                && from.devices().stream()
                        .filter(one -> one.id().equals(device))
                        .anyMatch(one -> one.key().verify(signed, sig));
    }

    /** As written, in their order (RFC 8122, section 5). */
    static List<String> fingerprints(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith(FINGERPRINT))
                .map(line -> line.substring(FINGERPRINT.length()))
                .toList();
    }
}
