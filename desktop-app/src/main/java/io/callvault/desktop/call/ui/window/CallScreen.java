package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.CallModel;
import io.callvault.desktop.call.ui.CallSentences;
import io.callvault.desktop.call.ui.video.VideoPane;
import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.EverySecond;
import io.callvault.model.id.CallId;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Everything inside the window of one call. Draws the {@link CallView} it is shown; what is clicked goes to the service. */
final class CallScreen extends StackPane implements AutoCloseable {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final double FACE = 136;
    private static final double TOP_HEIGHT = 60;
    private static final double BAR_HEIGHT = 104;
    private static final double BAR_HEIGHT_SMALL = 74;
    private static final Duration IDLE = Duration.seconds(3);

    private final WindowPorts ports;
    private final CallService calls;
    private final CallFrame frame;
    private final CallId callId;
    private final VideoPane remote;
    private final OwnVideo own;
    private final RingingFace face = new RingingFace(FACE);
    private final EmojiLabel name = new EmojiLabel("call-name", 24);
    private final Label status = new Label();
    private final VBox person = new VBox(6, face, name, status);
    private final Label hint = new Label();
    private final TopBar top;
    private final ControlBar bar;
    private final BorderPane chrome = new BorderPane();
    private final StackPane stage = new StackPane();
    private final HBox beside = new HBox(stage);
    private final Slider volume = new Slider(0, 100, 100);
    private final IdleFade idle;
    private final List<AutoCloseable> sinks;
    private CallView call;
    private Optional<Node> side = Optional.empty();
    private Optional<Card> card = Optional.empty();
    private Optional<EndedPane> ended = Optional.empty();

    CallScreen(WindowPorts ports, CallView first, CallFrame frame) {
        this.ports = ports;
        this.calls = ports.calls();
        this.frame = frame;
        this.call = first;
        callId = first.callId();
        setId(CallIds.WINDOW);
        getStyleClass().add("call-root");
        remote = new VideoPane(ports.ui(), VideoPane.Fit.WHOLE);
        remote.setId(CallIds.REMOTE_VIDEO);
        remote.setAccessibleText("The other side's picture");
        own = new OwnVideo(ports.ui());
        top = new TopBar(this::toggleDetails, this::toggleSmall, this::toggleFull);
        bar = new ControlBar(actions());
        person();
        hint.setId(CallIds.HINT);
        hint.getStyleClass().add("call-hint");
        hint.setMouseTransparent(true);
        var bottom = new VBox(14, hint, bar);
        bottom.setAlignment(Pos.BOTTOM_CENTER);
        bottom.getStyleClass().add("call-bottom");
        chrome.setTop(top);
        chrome.setBottom(bottom);
        chrome.setPickOnBounds(false);
        var backdrop = new Region();
        backdrop.setStyle(
                "-fx-background-color: radial-gradient(focus-angle 0deg, focus-distance 0%, center 50% 40%, radius 85%,"
                        + " derive(" + Avatar.tint(first.with().toString()) + ", -68%), #0b1017);");
        stage.getChildren().addAll(backdrop, remote, person, own, chrome);
        stage.setMinWidth(0);
        HBox.setHgrow(stage, Priority.ALWAYS);
        getChildren().add(beside);
        volume.valueProperty().addListener((source, before, now) -> calls.volume(callId, now.intValue()));
        idle = new IdleFade(
                this,
                List.of(top, bottom),
                IDLE,
                () -> remote.showingProperty().get()
                        && card.isEmpty()
                        && ended.isEmpty()
                        && getChildren().size() == 1);
        remote.showingProperty().addListener((source, before, now) -> draw());
        own.picture().showingProperty().addListener((source, before, now) -> draw());
        sinks = List.of(calls.showRemote(callId, remote), calls.showLocal(callId, own.picture()));
        sceneProperty().addListener((source, before, now) -> {
            if (now != null) {
                now.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
            }
        });
        EverySecond.whileShown(this, this::draw);
        draw();
        idle.wake();
    }

    /** Shows how the call stands now. */
    void show(CallView now) {
        call = now;
        draw();
    }

    /** Asks, and ends the call after a yes. */
    void askToHangUp() {
        if (ended.isPresent()) {
            frame.close();
        } else if (getChildren().size() == 1) {
            Confirm.ask(
                    this,
                    new Confirm.Question("End this call?", "It ends for both of you.", "Hang up"),
                    () -> calls.hangUp(callId));
        }
    }

    /** The window became small, full or neither. */
    void windowChanged() {
        boolean small = frame.isSmall();
        top.showWindow(small, frame.isFullScreen());
        bar.setSmall(small);
        if (small) {
            closeCard();
            closeSide();
        }
        draw();
    }

    @Override
    public void close() {
        idle.stop();
        face.ring(false);
        sinks.forEach(CallModel::end);
    }

    private void person() {
        name.setId(CallIds.NAME);
        status.setId(CallIds.STATUS);
        status.getStyleClass().add("call-status");
        person.setAlignment(Pos.CENTER);
        person.setMouseTransparent(true);
        VBox.setMargin(name, new javafx.geometry.Insets(18, 0, 0, 0));
        person.getStyleClass().add("call-person");
        face.show(call.with().toString(), call.person());
        name.show(call.person());
    }

    private void draw() {
        CallView.Phase phase = call.phase();
        boolean over = phase == CallView.Phase.ENDED;
        boolean talking = phase == CallView.Phase.CONNECTED || phase == CallView.Phase.RECONNECTING;
        boolean theirs = talking && (call.other().camera() || call.other().sharing());
        if (!theirs && remote.showingProperty().get()) {
            remote.blacken();
        }
        remote.setVisible(theirs);
        boolean seen = theirs && remote.showingProperty().get();
        String words = CallSentences.status(call, ports.clock().millis())
                + (talking && !call.other().microphone() ? "  ·  microphone off" : "");
        status.setText(words);
        status.pseudoClassStateChanged(BAD, phase == CallView.Phase.RECONNECTING);
        person.setVisible(!seen && !over);
        face.ring(phase == CallView.Phase.CALLING || phase == CallView.Phase.RINGING);
        top.show(call, words, seen);
        bar.show(call);
        hint.setText(
                call.hint().map(CallSentences::hint).orElse(phase == CallView.Phase.RECONNECTING && seen ? words : ""));
        hint.setVisible(!hint.getText().isEmpty() && !over);
        own.mirroredProperty().set(!call.own().sharing());
        boolean mine = call.own().camera() || call.own().sharing();
        if (!mine && own.picture().showingProperty().get()) {
            own.picture().blacken();
        }
        own.setVisible(mine && own.picture().showingProperty().get() && !over && !frame.isSmall());
        keepClear();
        if (over && ended.isEmpty()) {
            end();
        }
    }

    private void keepClear() {
        own.keepClear(TOP_HEIGHT, frame.isSmall() ? BAR_HEIGHT_SMALL : BAR_HEIGHT);
    }

    private void end() {
        closeCard();
        closeSide();
        chrome.setVisible(false);
        getChildren().setAll(beside);
        long seconds = call.connectedAtMs()
                .map(since -> Math.max(1, (ports.clock().millis() - since) / 1000))
                .orElse(0L);
        boolean survey = calls.settings().survey();
        var pane = new EndedPane(call, seconds, survey, new EndedPane.Actions() {
            @Override
            public void callAgain() {
                calls.dismiss(callId);
                calls.call(call.conversationId(), call.video());
            }

            @Override
            public void close() {
                frame.close();
            }

            @Override
            public void rate(int stars) {
                calls.rate(callId, stars);
            }
        });
        ended = Optional.of(pane);
        stage.getChildren().add(pane);
        if (frame.isSmall()) {
            frame.setSmall(false);
        }
    }

    private ControlBar.Actions actions() {
        return new ControlBar.Actions() {
            @Override
            public void mute(boolean muted) {
                calls.mute(callId, muted);
            }

            @Override
            public void camera(boolean on) {
                calls.camera(callId, on);
            }

            @Override
            public void share() {
                toggleShare();
            }

            @Override
            public void devices() {
                toggle(DevicesCard.class, () -> new DevicesCard(calls, callId, ports.ui(), volume));
            }

            @Override
            public void chat() {
                toggleChat();
            }

            @Override
            public void hangUp() {
                calls.hangUp(callId);
            }
        };
    }

    private void key(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !typing && ended.isEmpty();
        switch (event.getCode()) {
            case F11 -> toggleFull();
            case ESCAPE -> doIf(!typing || side.isEmpty(), this::escape, this::closeSide);
            case M -> doIf(plain, () -> calls.mute(callId, call.own().microphone()));
            case V -> doIf(plain, () -> calls.camera(callId, !call.own().camera()));
            case C -> doIf(plain, this::toggleChat);
            case D -> doIf(plain, this::toggleDetails);
            case P -> doIf(plain, this::toggleSmall);
            default -> {
                return;
            }
        }
        if (!typing) {
            event.consume();
        }
    }

    private static void doIf(boolean wanted, Runnable action, Runnable otherwise) {
        (wanted ? action : otherwise).run();
    }

    private static void doIf(boolean wanted, Runnable action) {
        if (wanted) {
            action.run();
        }
    }

    private void escape() {
        if (card.isPresent()) {
            closeCard();
        } else if (frame.isFullScreen()) {
            toggleFull();
        } else {
            askToHangUp();
        }
    }

    private void toggleFull() {
        frame.setFullScreen(!frame.isFullScreen());
        windowChanged();
    }

    private void toggleSmall() {
        frame.setSmall(!frame.isSmall());
        windowChanged();
    }

    private void toggleShare() {
        if (call.own().sharing()) {
            calls.share(callId, Optional.empty());
        } else {
            toggle(
                    ShareCard.class,
                    () -> new ShareCard(calls, ports.ui(), source -> {
                        closeCard();
                        calls.share(callId, Optional.of(source));
                    }));
        }
    }

    private void toggle(Class<? extends Card> kind, java.util.function.Supplier<? extends Card> make) {
        boolean same = card.filter(kind::isInstance).isPresent();
        closeCard();
        if (!same) {
            Card now = make.get();
            StackPane.setAlignment(now, Pos.BOTTOM_CENTER);
            StackPane.setMargin(now, new javafx.geometry.Insets(TOP_HEIGHT, 12, BAR_HEIGHT + 8, 12));
            stage.getChildren().add(now);
            card = Optional.of(now);
            bar.markDevices(now instanceof DevicesCard);
        }
    }

    private void closeCard() {
        card.ifPresent(stage.getChildren()::remove);
        card = Optional.empty();
        bar.markDevices(false);
    }

    private void toggleDetails() {
        toggleSide(CallIds.DETAILS_PANE, () -> new DetailsPane(calls, callId));
    }

    private void toggleChat() {
        toggleSide(CallIds.CHAT_PANE, () -> {
            var pane = new StackPane(ports.chat().apply(call.conversationId()));
            pane.setId(CallIds.CHAT_PANE);
            pane.getStyleClass().add("call-side");
            return pane;
        });
    }

    private void toggleSide(String id, java.util.function.Supplier<? extends Node> make) {
        boolean same = side.filter(node -> id.equals(node.getId())).isPresent();
        closeSide();
        if (!same && !frame.isSmall()) {
            Node now = make.get();
            side = Optional.of(now);
            beside.getChildren().add(now);
        }
        bar.markChat(side.filter(node -> CallIds.CHAT_PANE.equals(node.getId())).isPresent());
    }

    private void closeSide() {
        side.ifPresent(beside.getChildren()::remove);
        side = Optional.empty();
        bar.markChat(false);
    }
}
