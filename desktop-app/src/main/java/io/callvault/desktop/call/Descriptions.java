package io.callvault.desktop.call;

import io.callvault.desktop.link.Session;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs.CallRole;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.guard.Fingerprints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the two devices tell each other of their media: signed, checked, and kept for telling it again. On the call thread. */
final class Descriptions {

    /** Of one gathering; a computer with many networks has some thirty. */
    private static final int MOST_OWN = 128;

    /** Of one gathering; so many before it is an attack. */
    private static final int MOST_THEIRS = 512;

    private final CallTools tools;
    private final CallFacts facts;
    private final List<IceCandidate> own = new ArrayList<>();
    private boolean all;
    private int theirs;
    private Optional<CallSignal> said = Optional.empty();
    private Bytes saidSeal = Seal.NONE;
    private String heard = "";
    private List<String> keys = List.of();

    Descriptions(CallTools tools, CallFacts facts) {
        this.tools = tools;
        this.facts = facts;
    }

    /**
     * Signs an own description.
     *
     * @param as what it is told as
     * @return false if nobody is signed in any more
     */
    boolean describe(CallRole role, String sdp, Function<Long, CallSignal> as) {
        Optional<Session.Signature> me = tools.signature().get();
        if (me.isEmpty()) {
            return false;
        }
        long now = tools.clock().millis();
        said = Optional.of(as.apply(now));
        saidSeal = Seal.sign(me.get(), facts.with().user(), about(role, now), sdp);
        own.clear();
        all = false;
        return true;
    }

    /** The own description as it was signed; empty before there is one. */
    Optional<Frame.Call> said(Optional<DeviceId> to) {
        return said.map(signal -> Signals.frame(facts.id(), facts.conversation(), to, signal, saidSeal));
    }

    /** Whether that device says it, to this person, now. Asks the store. */
    boolean authentic(CallParty from, CallRole role, long timestampMs, String sdp, Bytes seal) {
        Optional<Session.Signature> me = tools.signature().get();
        Optional<VerifyKey> key = tools.people().key(from);
        return me.isPresent()
                && key.isPresent()
                && from.userId().equals(facts.with().user())
                && Seal.fits(
                        from,
                        key.get(),
                        me.get().signer().user(),
                        about(role, timestampMs),
                        sdp,
                        seal,
                        tools.clock().millis());
    }

    private Seal.About about(CallRole role, long timestampMs) {
        return new Seal.About(facts.id(), facts.conversation(), role, timestampMs);
    }

    /** Takes in the other side's description, found authentic. */
    void heard(String sdp) {
        heard = sdp;
        theirs = 0;
        keys = Fingerprints.of(sdp);
    }

    String heard() {
        return heard;
    }

    /** Whether the key shown in the handshake is one that was signed. */
    boolean expects(String fingerprint) {
        return Seal.among(keys, fingerprint);
    }

    /** Notes own candidates; those that are too many are left out. */
    List<IceCandidate> found(List<IceCandidate> candidates, boolean last) {
        List<IceCandidate> fit = candidates.subList(0, Math.clamp(MOST_OWN - own.size(), 0, candidates.size()));
        own.addAll(fit);
        all |= last;
        return List.copyOf(fit);
    }

    boolean foundAny() {
        return !own.isEmpty() || all;
    }

    /** All own candidates so far, in frames that hold them. */
    List<Frame.Call> candidates(DeviceId to) {
        return candidates(to, own, all);
    }

    List<Frame.Call> candidates(DeviceId to, List<IceCandidate> which, boolean last) {
        List<Frame.Call> frames = new ArrayList<>();
        int from = 0;
        do {
            int until = Math.min(from + CallSignalCodec.MAX_CANDIDATES, which.size());
            List<CallSignal.Candidate> part = which.subList(from, until).stream()
                    .map(one -> new CallSignal.Candidate(one.mid(), one.line(), one.text()))
                    .toList();
            CallSignal signal = new CallSignal.Ice(part, last && until == which.size());
            frames.add(Signals.frame(facts.id(), facts.conversation(), Optional.of(to), signal, Seal.NONE));
            from = until;
        } while (from < which.size());
        return frames;
    }

    /** The other side's candidates; those that are too many are left out. */
    List<IceCandidate> theirs(CallSignal.Ice ice) {
        List<IceCandidate> fit = ice.candidates().stream()
                .limit(Math.max(0, MOST_THEIRS - theirs))
                .map(one -> new IceCandidate(one.mid(), one.line(), one.text()))
                .toList();
        theirs += fit.size();
        return fit;
    }
}
