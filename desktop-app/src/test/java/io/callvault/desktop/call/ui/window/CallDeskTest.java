package io.callvault.desktop.call.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.call.CallSettings;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.CallView.Phase;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.Scene720;
import io.callvault.desktop.call.ui.ScriptedCalls;
import io.callvault.desktop.call.ui.sound.Ringer;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.pages.CallPage;
import io.callvault.desktop.pages.IncomingPage;
import io.callvault.model.call.CallEnd;
import io.callvault.rtc.Devices;
import io.callvault.rtc.PeerStats;
import java.awt.Color;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every state of a call in its real windows, with calls that go as the test says. */
class CallDeskTest {
    private static final String ANNA = "Anna Markova";

    private final ScriptedCalls calls = new ScriptedCalls();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private CallDesk desk = open();

    private CallDesk open() {
        return FxHarness.get(() -> new CallDesk(new WindowPorts(
                calls,
                new FxThread(),
                new Theme(Theme.Choice.DARK),
                InstantSource.fixed(Instant.ofEpochMilli(ScriptedCalls.NOW)),
                ringer(),
                conversation -> new StackPane(new Label("the chat of " + conversation)))));
    }

    private Ringer ringer() {
        return new Ringer() {
            @Override
            public void ring() {
                heard.add("ring");
            }

            @Override
            public void ringBack() {
                heard.add("ring back");
            }

            @Override
            public void silence() {
                heard.add("silence");
            }

            @Override
            public void close() {
                heard.add("closed");
            }
        };
    }

    @BeforeEach
    void nothingIsOpen() {
        assertThat(FxHarness.get(desk::windows)).isEmpty();
        assertThat(FxHarness.get(desk::isBusy)).isFalse();
    }

    @AfterEach
    void close() {
        FxHarness.run(desk::close);
        assertThat(FxHarness.get(desk::windows)).isEmpty();
        // Whoever looks at pictures and levels must let go of them.
        assertThat(calls.sinks()).isZero();
        assertThat(heard).last().isEqualTo("closed");
    }

    @Test
    void anIncomingCallRingsAndIsTakenWithVideo() {
        calls.now(calls.view(true, true, Phase.RINGING));
        IncomingPage rings = IncomingPage.from(ANNA);
        assertThat(rings.kind()).isEqualTo("Incoming video call");
        assertThat(rings.name()).isEqualTo(ANNA);
        assertThat(rings.stage().isAlwaysOnTop()).isTrue();
        assertThat(heard).last().isEqualTo("ring");
        // Somebody who types when it comes up must not take it by Space or Enter.
        assertThat(FxHarness.get(() -> rings.stage().getScene().getFocusOwner().getId()))
                .isEqualTo(CallIds.INCOMING);
        rings.acceptWithVideo();
        CallPage call = CallPage.with(ANNA).awaitStatus("Connecting");
        assertThat(calls.wishes()).containsExactly("accept video");
        assertThat(IncomingPage.rings(ANNA)).isFalse();
        assertThat(heard).last().isEqualTo("silence");
        assertThat(call.showsOwnPicture()).isFalse();
        calls.showLocal(picture());
        FxHarness.waitFor("the own picture is there", call::showsOwnPicture);
    }

    @Test
    void anIncomingCallIsDeclinedOrAnsweredInWriting() {
        calls.now(calls.view(true, false, Phase.RINGING));
        IncomingPage.from(ANNA).decline();
        IncomingPage.awaitSilence(ANNA);
        calls.anotherCall();
        calls.now(calls.view(true, false, Phase.RINGING));
        IncomingPage.from(ANNA).answerWith(1);
        IncomingPage.awaitSilence(ANNA);
        calls.anotherCall();
        calls.now(calls.view(true, false, Phase.RINGING));
        IncomingPage.from(ANNA).answer("In the tunnel");
        IncomingPage.awaitSilence(ANNA);
        calls.anotherCall();
        calls.now(calls.view(true, false, Phase.RINGING));
        IncomingPage.from(ANNA).accept();
        CallPage.with(ANNA).awaitStatus("Connecting");
        assertThat(calls.wishes())
                .containsExactly(
                        "decline", "decline with I will call you back.", "decline with In the tunnel", "accept audio");
    }

    @Test
    void aMissedCallJustStopsRinging() {
        calls.now(calls.view(true, true, Phase.RINGING));
        IncomingPage.from(ANNA);
        calls.change(view -> ScriptedCalls.ended(view, CallEnd.CANCELLED));
        IncomingPage.awaitSilence(ANNA);
        FxHarness.pulse();
        assertThat(FxHarness.get(desk::windows)).isEmpty();
    }

    @Test
    void theRingIsSilentWhereThePersonWantsIt() {
        CallSettings loud = CallSettings.DEFAULT;
        calls.settings(new CallSettings("", "", "", false, false, loud.processing(), false, true));
        calls.now(calls.view(true, true, Phase.RINGING));
        IncomingPage.from(ANNA);
        assertThat(heard).doesNotContain("ring");
    }

    @Test
    void anOutgoingCallTellsEveryStep() {
        calls.now(calls.view(false, false, Phase.CALLING));
        CallPage call = CallPage.with(ANNA).awaitStatus("Calling…");
        assertThat(heard).last().isEqualTo("silence");
        calls.change(view -> ScriptedCalls.phase(view, Phase.RINGING));
        call.awaitStatus("Ringing…");
        assertThat(heard).last().isEqualTo("ring back");
        calls.change(view -> ScriptedCalls.phase(view, Phase.CONNECTING));
        call.awaitStatus("Connecting…");
        assertThat(heard).last().isEqualTo("silence");
        calls.now(calls.view(false, false, Phase.CONNECTED));
        call.awaitStatus("3:12");
        calls.change(view -> ScriptedCalls.phase(view, Phase.RECONNECTING));
        call.awaitStatus("Reconnecting…");
        call.hangUp().awaitEnd("Call ended");
    }

    @Test
    void microphoneAndCameraByButtonAndKey() {
        calls.now(calls.view(false, true, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA);
        assertThat(call.microphone()).isEqualTo("Turn the microphone off (M)");
        call.clickMicrophone().press(KeyCode.M).clickCamera().press(KeyCode.V);
        assertThat(calls.wishes()).containsExactly("mute true", "mute false", "camera false", "camera true");
        call.press(KeyCode.M);
        assertThat(call.microphone()).isEqualTo("Turn the microphone on (M)");
        calls.change(view -> ScriptedCalls.hint(view, CallView.Hint.MUTED_AND_TALKING));
        call.awaitHint("You are muted");
    }

    @Test
    void picturesComeAndGoWithTheOtherCamera() {
        calls.now(calls.view(false, true, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA);
        calls.showRemote(picture());
        calls.showLocal(picture());
        call.awaitPicture();
        calls.change(view -> ScriptedCalls.other(view, new CallView.Side(false, false, false)));
        call.awaitStatus("microphone off");
        assertThat(call.has(CallIds.REMOTE_VIDEO)).isFalse();
    }

    @Test
    void controlsFadeOverAPictureAndComeBackWithTheMouse() {
        calls.now(calls.view(false, true, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA);
        calls.showRemote(picture());
        call.awaitPicture();
        Node bar = FxHarness.get(() -> call.stage().getScene().getRoot().lookup(".call-bottom"));
        FxHarness.waitFor("the controls are gone", () -> bar.getOpacity() < 0.05);
        FxHarness.run(() -> mouse(call.stage().getScene().getRoot(), MouseEvent.MOUSE_MOVED, 5, 300));
        FxHarness.waitFor("they are back", () -> bar.getOpacity() > 0.95);
    }

    @Test
    void theOwnPictureIsDraggedAndRestsInACorner() {
        calls.now(calls.view(false, true, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA);
        calls.showLocal(picture());
        FxHarness.waitFor("the own picture is there", call::showsOwnPicture);
        Node own = FxHarness.node(call.stage(), CallIds.OWN_VIDEO);
        double width = FxHarness.get(() -> call.stage().getScene().getWidth());
        assertThat(middleOf(own).getX()).isGreaterThan(width / 2);
        FxHarness.run(() -> drag(own, -width, -400));
        FxHarness.waitFor(
                "it rests at the left, above",
                () -> middleOf(own).getX() < width / 4 && middleOf(own).getY() < 200 && own.getLayoutX() > 1);
        FxHarness.press(call.stage(), CallIds.OWN_VIDEO, KeyCode.RIGHT);
        FxHarness.waitFor("the key moved it back", () -> middleOf(own).getX() > width * 3 / 4);
    }

    @Test
    void aWeakNetworkIsSaidWithItsSide() {
        calls.now(ScriptedCalls.quality(
                calls.view(false, false, Phase.CONNECTED), 1, CallView.Quality.Reason.OTHER_NETWORK));
        assertThat(CallPage.with(ANNA).quality()).isEqualTo("Connection: 1 of 4 bars, Weak network on the other side");
    }

    @Test
    void devicesAreChosenWhileTheCallRunsAndAppearWhenPluggedIn() {
        calls.now(calls.view(false, false, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA).toggle(CallIds.DEVICES);
        assertThat(call.has(CallIds.DEVICES_MENU)).isTrue();
        calls.loudness(-15);
        FxHarness.waitFor("the meter moves", () -> meter(call).getProgress() > 0.7);
        FxHarness.run(() -> box(call).getSelectionModel().select(2));
        assertThat(calls.settings().microphone()).isEqualTo("mic-2");
        Devices.Found now = calls.found();
        calls.plug(new Devices.Found(
                List.of(now.microphones().getFirst(), new Devices.Device("mic-9", "Podium")),
                now.speakers(),
                List.of(),
                now.screens(),
                true,
                ""));
        FxHarness.waitFor(
                "the new one is there",
                () -> box(call).getItems().stream()
                        .anyMatch(device -> device.name().equals("Podium")));
        // Unplugged, it stays chosen: it may come back.
        assertThat(calls.settings().microphone()).isEqualTo("mic-2");
        assertThat(FxHarness.get(() -> box(call).getValue().name())).isEqualTo("Not connected now");
        assertThat(FxHarness.node(call.stage(), CallIds.choice("camera")).isDisabled())
                .isTrue();
        call.toggle(CallIds.DEVICES);
        assertThat(call.has(CallIds.DEVICES_MENU)).isFalse();
    }

    @Test
    void aScreenIsSharedAndTakenBack() {
        calls.now(calls.view(false, false, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA).toggle(CallIds.SHARE).toggle(CallIds.screen(2));
        assertThat(call.has(CallIds.SHARE_MENU)).isFalse();
        FxHarness.pulse();
        call.toggle(CallIds.SHARE);
        assertThat(calls.wishes()).containsExactly("share win-7", "share nothing");
    }

    @Test
    void theDetailsShowTheFiguresOfTheLastSecond() {
        calls.now(calls.view(false, true, Phase.CONNECTED));
        calls.stats(IntStream.range(0, 30).mapToObj(CallDeskTest::second).toList());
        CallPage call = CallPage.with(ANNA).toggle(CallIds.DETAILS);
        FxHarness.waitFor(
                "the figures are read",
                () -> call.says(CallIds.figure("round-trip")).endsWith("69 ms"));
        assertThat(call.says(CallIds.figure("bitrate"))).isEqualTo("Received: 1240 kbit/s");
        assertThat(call.says(CallIds.figure("loss"))).isEqualTo("Lost packets: 2.5 %");
        assertThat(call.says(CallIds.figure("path"))).isEqualTo("Through a relay, UDP");
        assertThat(call.says(CallIds.figure("picture"))).isEqualTo("1280 × 720, 30 fps, VP8");
        call.toggle(CallIds.CHAT);
        assertThat(call.has(CallIds.CHAT_PANE)).isTrue();
        assertThat(call.has(CallIds.DETAILS_PANE)).isFalse();
    }

    @Test
    void escapeAsksBeforeItHangsUpAndTheFrameDoes() {
        calls.now(calls.view(false, false, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA).press(KeyCode.ESCAPE).answerNo();
        assertThat(calls.wishes()).isEmpty();
        call.toggle(CallIds.DEVICES).press(KeyCode.ESCAPE);
        assertThat(call.has(CallIds.DEVICES_MENU)).isFalse();
        call.press(KeyCode.ESCAPE).answerYes();
        assertThat(calls.wishes()).containsExactly("hang up");
        call.awaitEnd("Call ended, 3:12");
    }

    @Test
    void fullScreenAndTheSmallWindow() {
        calls.now(calls.view(false, true, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA).press(KeyCode.F11);
        Stage stage = call.stage();
        FxHarness.waitFor("it is full", stage::isFullScreen);
        call.press(KeyCode.ESCAPE);
        FxHarness.waitFor("it is not", () -> !stage.isFullScreen());
        call.toggle(CallIds.SMALL);
        assertThat(stage.isAlwaysOnTop()).isTrue();
        assertThat(stage.getWidth()).isLessThan(400);
        assertThat(call.has(CallIds.HANG_UP)).isTrue();
        assertThat(call.has(CallIds.CAMERA)).isFalse();
        assertThat(call.has(CallIds.DETAILS)).isFalse();
        call.toggle(CallIds.SMALL);
        assertThat(stage.isAlwaysOnTop()).isFalse();
        assertThat(call.has(CallIds.CAMERA)).isTrue();
    }

    @Test
    void aCallThatWasNotAuthenticIsAWarningNobodyOverlooks() {
        calls.now(calls.view(true, false, Phase.RINGING));
        IncomingPage.from(ANNA);
        calls.change(view -> ScriptedCalls.ended(view, CallEnd.NOT_AUTHENTIC));
        CallPage call = CallPage.with(ANNA).awaitEnd("This call was not safe");
        assertThat(call.has(CallIds.WARNING)).isTrue();
        assertThat(call.reason()).contains("could not prove", "in another way");
        assertThat(call.has(CallIds.AGAIN)).isFalse();
        call.close();
        CallPage.awaitGone(ANNA);
        assertThat(calls.wishes()).containsExactly("dismiss");
    }

    @Test
    void afterACallOneTapSaysHowItWas() {
        calls.now(calls.view(false, false, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA).hangUp().awaitEnd("Call ended");
        // What the service forgets stays in view until it was read.
        calls.none();
        FxHarness.pulse();
        call.rate(4).close();
        CallPage.awaitGone(ANNA);
        assertThat(calls.wishes()).containsExactly("hang up", "rate 4", "dismiss");
    }

    @Test
    void nobodyIsAskedWhoDoesNotWantIt() {
        calls.settings(new CallSettings("", "", "", false, false, CallSettings.DEFAULT.processing(), true, false));
        calls.now(calls.view(false, false, Phase.CONNECTED));
        CallPage call = CallPage.with(ANNA).hangUp().awaitEnd("Call ended");
        assertThat(call.has(CallIds.SURVEY)).isFalse();
        // And the window goes by itself.
        CallPage.awaitGone(ANNA);
    }

    @Test
    void whoIsBusyIsCalledAgain() {
        calls.now(calls.view(false, false, Phase.CALLING));
        CallPage call = CallPage.with(ANNA).awaitStatus("Calling");
        calls.change(view -> ScriptedCalls.ended(view, CallEnd.BUSY));
        call.awaitEnd("Busy");
        assertThat(call.reason()).contains("another call");
        call.callAgain();
        FxHarness.waitFor("the old window is gone", () -> !call.stage().isShowing());
        CallPage.with(ANNA).awaitStatus("Calling");
        assertThat(calls.wishes()).containsExactly("dismiss", "call audio");
    }

    private static Scene720 picture() {
        return Scene720.of(320, 180, 0, Color.GRAY, Color.BLUE);
    }

    private static PeerStats second(int i) {
        return new PeerStats(
                i * 1_000L,
                40 + i,
                new PeerStats.Flow(40, 2.5, 7, i, 0, 0, 0, 0.4, "opus"),
                new PeerStats.Flow(40, 0, 5, i, 0, 0, 0, 0.4, "opus"),
                new PeerStats.Flow(1_200, 0.5, 9, i, 1280, 720, 30, 0, "VP8"),
                PeerStats.Flow.NONE,
                Optional.of(new PeerStats.Path("relay", "host", "udp", "tls", "192.0.2.1:1", "192.0.2.2:2")));
    }

    private static ProgressBar meter(CallPage call) {
        return (ProgressBar) FxHarness.node(call.stage(), CallIds.LEVEL);
    }

    @SuppressWarnings("unchecked") // the box of DeviceChoices
    private static ComboBox<Devices.Device> box(CallPage call) {
        return (ComboBox<Devices.Device>) FxHarness.node(call.stage(), CallIds.choice("microphone"));
    }

    private static Point2D middleOf(Node node) {
        return node.localToScene(
                node.getLayoutBounds().getCenterX(), node.getLayoutBounds().getCenterY());
    }

    private static void drag(Node node, double byX, double byY) {
        mouse(node, MouseEvent.MOUSE_PRESSED, 10, 10);
        mouse(node, MouseEvent.MOUSE_DRAGGED, 10 + byX, 10 + byY);
        mouse(node, MouseEvent.MOUSE_RELEASED, 10, 10);
    }

    private static void mouse(Node node, javafx.event.EventType<MouseEvent> type, double x, double y) {
        node.fireEvent(new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                false,
                null));
    }
}
