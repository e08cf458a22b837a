package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.ui.CallModel;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * Opens and closes the windows of calls, and rings, by what the call service tells. Nothing else does: whoever wants a call says so to the
 * service. One for each main window, FX thread.
 */
public final class CallDesk implements AutoCloseable {
    /** How long an ended call stays that needs no explanation. */
    private static final Duration SHORT = Duration.seconds(2.5);
    /** How long one is asked how it was. */
    private static final Duration ASKING = Duration.seconds(20);
    /** Ends that say all by themselves. */
    private static final Set<CallEnd> PLAIN = Set.of(CallEnd.HUNG_UP, CallEnd.CANCELLED, CallEnd.GLARE);
    /** Ends of a call that only rang here, about which its person must be told more than the history does. */
    private static final Set<CallEnd> ALARMING =
            Set.of(CallEnd.NOT_AUTHENTIC, CallEnd.MEDIA_FAILED, CallEnd.NO_CONNECTION);

    private final WindowPorts ports;
    private final CallModel model;
    private Optional<Ringing> incoming = Optional.empty();
    private Optional<Open> open = Optional.empty();

    /** The window of a call that rings. */
    private record Ringing(CallId call, IncomingStage window) {}

    /** The window of a call. */
    private record Open(CallId call, CallStage window, PauseTransition ending) {}

    public CallDesk(WindowPorts ports) {
        this.ports = ports;
        model = new CallModel(ports.calls(), ports.ui());
        model.currentProperty().addListener((source, before, now) -> draw(before, now));
        draw(Optional.empty(), model.currentProperty().get());
    }

    /** The windows that are open now, for tests and the demo. */
    public List<Stage> windows() {
        return Stream.concat(
                        incoming.map(Ringing::window).map(IncomingStage::stage).stream(),
                        open.map(Open::window).map(CallStage::stage).stream())
                .toList();
    }

    /** Whether a call rings, is being made or runs. */
    public boolean isBusy() {
        return model.currentProperty()
                .get()
                .filter(call -> call.phase() != CallView.Phase.ENDED)
                .isPresent();
    }

    /** Closes every window and is silent; a running call is the service's business. */
    @Override
    public void close() {
        model.close();
        ports.ringer().close();
        leaveIncoming();
        leaveCall();
    }

    private void draw(Optional<CallView> before, Optional<CallView> now) {
        sound(now);
        boolean rings = now.filter(CallDesk::ringsHere).isPresent();
        if (!rings
                || incoming.filter(ringing -> ringing.call().equals(now.get().callId()))
                        .isEmpty()) {
            leaveIncoming();
        }
        if (now.isEmpty()) {
            // An ended call may be forgotten by the service before its window was read.
            if (before.filter(call -> call.phase() == CallView.Phase.ENDED).isEmpty()) {
                leaveCall();
            }
            return;
        }
        CallView call = now.get();
        if (rings) {
            leaveCall();
            ring(call);
        } else if (open.filter(window -> window.call().equals(call.callId())).isPresent()) {
            open.get().window().show(call);
            endSoon(call, open.get());
        } else if (!overBeforeItBegan(call)) {
            leaveCall();
            begin(call);
        }
    }

    private void ring(CallView call) {
        if (incoming.isEmpty()) {
            var window = new IncomingStage(ports, call, () -> ports.calls().decline(call.callId()));
            incoming = Optional.of(new Ringing(call.callId(), window));
            window.open();
        }
    }

    private void begin(CallView call) {
        CallId id = call.callId();
        var window = new CallStage(ports, call, () -> gone(id));
        var now = new Open(id, window, new PauseTransition(ASKING));
        open = Optional.of(now);
        window.open();
        endSoon(call, now);
    }

    /** The person closed it. */
    private void gone(CallId call) {
        if (open.filter(window -> window.call().equals(call)).isPresent()) {
            open.get().ending().stop();
            open = Optional.empty();
            ports.calls().dismiss(call);
        }
    }

    private void endSoon(CallView call, Open window) {
        boolean plain = call.end().filter(PLAIN::contains).isPresent();
        if (call.phase() == CallView.Phase.ENDED && plain) {
            boolean asks =
                    ports.calls().settings().survey() && call.connectedAtMs().isPresent();
            window.ending().setDuration(asks ? ASKING : SHORT);
            window.ending().setOnFinished(event -> window.window().close());
            window.ending().playFromStart();
        }
    }

    private void sound(Optional<CallView> now) {
        CallView.Phase phase = now.map(CallView::phase).orElse(CallView.Phase.ENDED);
        boolean waits = now.isPresent() && !now.get().incoming() && phase == CallView.Phase.RINGING;
        if (now.filter(CallDesk::ringsHere).isPresent()
                && ports.calls().settings().ringSound()) {
            ports.ringer().ring();
        } else if (waits) {
            ports.ringer().ringBack();
        } else {
            ports.ringer().silence();
        }
    }

    private void leaveIncoming() {
        incoming.map(Ringing::window).ifPresent(IncomingStage::close);
        incoming = Optional.empty();
    }

    private void leaveCall() {
        Optional<Open> was = open;
        open = Optional.empty();
        was.ifPresent(window -> {
            window.ending().stop();
            window.window().close();
        });
    }

    private static boolean ringsHere(CallView call) {
        return call.incoming() && call.phase() == CallView.Phase.RINGING;
    }

    /** It rang here, and was cancelled, missed, declined or taken by another device: the history tells it. */
    private static boolean overBeforeItBegan(CallView call) {
        return call.incoming()
                && call.phase() == CallView.Phase.ENDED
                && call.connectedAtMs().isEmpty()
                && call.end().filter(ALARMING::contains).isEmpty();
    }
}
