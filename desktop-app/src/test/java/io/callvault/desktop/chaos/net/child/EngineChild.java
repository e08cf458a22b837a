package io.callvault.desktop.chaos.net.child;

import io.callvault.desktop.chaos.child.Lines;
import io.callvault.desktop.chaos.child.Told;
import io.callvault.desktop.chaos.child.ToneEngine;
import io.callvault.desktop.os.MeteredLink;
import io.callvault.desktop.os.NetworkAddresses;
import io.callvault.desktop.os.PowerState;
import io.callvault.desktop.os.Surroundings;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.PeerState;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.webrtc.CallEngines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The media engine alone, with a tone and a clock picture instead of devices: its driver carries the descriptions and candidates to
 * the other one, so that nothing but the media's own way is tried. Commands come on one thread.
 */
public final class EngineChild {

    /** What {@link Peer} is made with. */
    public record Plan(List<IceServer> servers, boolean relayOnly) {}

    /** Candidates of one news. */
    public record Candidates(List<IceCandidate> list) {}

    private final Lines lines;
    private final CallEngine engine;
    private final boolean caller;
    private Optional<Peer> peer = Optional.empty();

    private EngineChild(Lines lines, CallEngine engine, boolean caller) {
        this.lines = lines;
        this.engine = engine;
        this.caller = caller;
    }

    /** @param arguments {@code caller} or {@code called} */
    public static void main(String[] arguments) throws IOException {
        Lines lines = new Lines();
        lines.endWithMain();
        boolean caller = arguments[0].equals("caller");
        CallEngine engine =
                new ToneEngine(CallEngines.open(CallEngines.Options.HEADLESS), caller, told -> told.to(lines));
        EngineChild child = new EngineChild(lines, engine, caller);
        // A test's machine has no battery and no meter; the network is looked at as the app does.
        Surroundings.Ports ports = new Surroundings.Ports(
                PowerState.Reading.Mains::new, () -> MeteredLink.Answer.UNKNOWN, NetworkAddresses.ofThisSystem());
        Surroundings surroundings = new Surroundings(ports, new Surroundings.Listener() {
            @Override
            public void scarce(boolean scarce) {}

            @Override
            public void networkChanged(boolean lost) {
                child.restart();
            }
        });
        surroundings.start();
        lines.tell("READY " + engine.availability());
        lines.serve(child::run);
        Runtime.getRuntime().halt(0);
    }

    private synchronized String run(Lines.Command command) throws WireException {
        switch (command.verb()) {
            case "open" -> open(Json.read(plain(command.argument(0)), Plan.class));
            case "offer" -> peer().offer(false);
            case "restart" -> restart();
            case "take-offer" -> {
                peer().takeOffer(plain(command.argument(0)));
                peer().answer();
            }
            case "take-answer" -> peer().takeAnswer(plain(command.argument(0)));
            case "take-candidates" -> {
                List<IceCandidate> list =
                        Json.read(plain(command.argument(0)), Candidates.class).list();
                peer().takeCandidates(list);
            }
            case "close" -> {
                peer.ifPresent(Peer::close);
                peer = Optional.empty();
            }
            default -> throw new IllegalArgumentException("the engine child knows no " + command.verb());
        }
        return "done";
    }

    private void open(Plan plan) {
        Peer made = engine.open(
                new PeerPlan(
                        caller ? "caller" : "called",
                        plan.servers(),
                        plan.relayOnly(),
                        new AudioInput.Microphone(""),
                        new VideoInput.Camera(""),
                        Bounds.NORMAL),
                new Ears());
        peer = Optional.of(made);
    }

    /** Only the caller makes offers; the other one asks for them. */
    private synchronized void restart() {
        if (peer.isPresent() && caller) {
            peer().offer(true);
        } else if (peer.isPresent()) {
            tell(Told.now(Told.SIGNAL, "restart"));
        }
    }

    private Peer peer() {
        return peer.orElseThrow();
    }

    private void tell(Told told) {
        told.to(lines);
    }

    private static String plain(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String wrapped(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hears the engine. */
    private final class Ears implements PeerListener {

        @Override
        public void described(Description local) {
            String verb = local.type() == Description.Type.OFFER ? "take-offer " : "take-answer ";
            tell(Told.now(Told.SIGNAL, verb + wrapped(local.sdp())));
        }

        @Override
        public void found(List<IceCandidate> candidates, boolean last) {
            if (!candidates.isEmpty()) {
                tell(Told.now(Told.SIGNAL, "take-candidates " + wrapped(Json.write(new Candidates(candidates)))));
            }
        }

        @Override
        public void state(PeerState state) {
            tell(Told.now(Told.STATE, state.name()));
        }

        @Override
        public void secured(String fingerprint) {
            tell(Told.now("secured", fingerprint));
        }

        @Override
        public void first(Kind kind) {
            tell(Told.now("first", kind.name()));
        }

        @Override
        public void stats(PeerStats stats) {}

        @Override
        public void level(double dbfs) {}

        @Override
        public void refused(String why, boolean description) {
            tell(Told.now("refused", why));
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            if (fatal) {
                tell(Told.now(Told.END, stage + " " + why));
            } else {
                tell(Told.now("trouble", stage + " " + why));
            }
        }
    }
}
