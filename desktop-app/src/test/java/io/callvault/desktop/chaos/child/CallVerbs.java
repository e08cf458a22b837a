package io.callvault.desktop.chaos.child;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.call.CallMedia;
import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallSettings;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.os.MeteredLink;
import io.callvault.desktop.os.NetworkAddresses;
import io.callvault.desktop.os.PowerState;
import io.callvault.desktop.os.Surroundings;
import io.callvault.rtc.webrtc.CallEngines;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls of a client child: commands, and news as {@link Told}. Commands on the child's thread, views on the call thread. */
final class CallVerbs {

    private final CallService calls;
    private final Consumer<Told> tell;
    private volatile boolean takes;
    private Optional<CallView> last = Optional.empty();

    CallVerbs(ClientCore core, Consumer<Told> tell) {
        this.calls = core.calls();
        this.tell = tell;
        var _ = calls.subscribe(this::changed);
    }

    /** A machine with the real engine, a tone for a microphone and a clock for a camera. */
    static ClientCore.Environment withTones(ClientCore.Environment machine, String role, Lines lines) {
        return machine.withMedia(CallMedia.devices(() -> new ToneEngine(
                CallEngines.open(CallEngines.Options.HEADLESS), role.equals("caller"), told -> told.to(lines))));
    }

    /** Looks at the network as the app does; this machine has no battery and no meter. */
    static void watch(ClientCore core) {
        Surroundings.Ports ports = new Surroundings.Ports(
                PowerState.Reading.Mains::new, () -> MeteredLink.Answer.UNKNOWN, NetworkAddresses.ofThisSystem());
        new Surroundings(ports, new Surroundings.Listener() {
                    @Override
                    public void scarce(boolean scarce) {}

                    @Override
                    public void networkChanged(boolean lost) {
                        core.networkChanged(lost);
                    }
                })
                .start();
    }

    /** {@code call CONVERSATION}, {@code takes on|off}, {@code hide on|off}, {@code hangup}, {@code phase}. */
    String run(Lines.Command command) {
        switch (command.verb()) {
            case "call" -> calls.call(ClientChild.conversation(command.argument(0)), true);
            case "takes" -> takes = command.argument(0).equals("on");
            case "hide" -> hide(command.argument(0).equals("on"));
            case "hangup" -> calls.current().ifPresent(call -> calls.hangUp(call.callId()));
            case "phase" -> {
                return calls.current()
                        .map(call ->
                                call.phase() + " " + call.end().map(Enum::name).orElse("-"))
                        .orElse("NONE -");
            }
            default -> throw new IllegalArgumentException("no calls by " + command.verb());
        }
        return "done";
    }

    private void hide(boolean hide) {
        CallSettings now = calls.settings();
        calls.settings(new CallSettings(
                now.microphone(),
                now.speaker(),
                now.camera(),
                hide,
                now.lowData(),
                now.processing(),
                now.ringSound(),
                now.survey()));
    }

    private synchronized void changed(Optional<CallView> view) {
        Optional<CallView> before = last;
        last = view;
        if (view.isEmpty() || before.filter(known -> same(known, view.get())).isPresent()) {
            return;
        }
        CallView call = view.get();
        tell.accept(Told.now(Told.STATE, call.phase().name()));
        if (call.phase() == CallView.Phase.ENDED) {
            tell.accept(Told.now(Told.END, call.end().map(Enum::name).orElse("")));
        } else if (takes && call.incoming() && call.phase() == CallView.Phase.RINGING) {
            calls.accept(call.callId(), true);
        }
    }

    private static boolean same(CallView one, CallView other) {
        return one.callId().equals(other.callId()) && one.phase() == other.phase();
    }
}
