package io.callvault.desktop.pages;

import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.Confirm;
import io.callvault.desktop.fx.FxHarness;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The window of a call that is made, runs or is over. */
public final class CallPage extends Page {
    private CallPage(Stage stage) {
        super(stage);
        await(CallIds.WINDOW);
    }

    /** Waits for the window of the call with somebody. */
    public static CallPage with(String person) {
        return new CallPage(window("Call with " + person));
    }

    /** Whether there is a window of a call with somebody. */
    public static boolean isOpen(String person) {
        return FxHarness.get(() -> find("Call with " + person).isPresent());
    }

    static Stage window(String title) {
        FxHarness.waitFor(
                "the window \"" + title + "\" is open", () -> find(title).isPresent());
        return FxHarness.get(() -> find(title).orElseThrow());
    }

    static Optional<Stage> find(String title) {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> stage.isShowing() && title.equals(stage.getTitle()))
                .findFirst();
    }

    /** "Ringing…", "0:07", … */
    public String status() {
        return words(CallIds.STATUS);
    }

    public CallPage awaitStatus(String part) {
        awaitWords(CallIds.STATUS, part);
        return this;
    }

    /** Waits until the duration counts. */
    public CallPage awaitConnected() {
        FxHarness.waitFor(
                "the call is connected",
                () -> FxHarness.isShown(stage(), CallIds.STATUS) && status().matches("\\d+:\\d\\d.*"));
        return this;
    }

    /** Waits until the other side's picture is drawn. */
    public CallPage awaitPicture() {
        FxHarness.waitFor(
                "the other side's picture is there",
                () -> FxHarness.isShown(stage(), CallIds.REMOTE_VIDEO)
                        && FxHarness.node(stage(), CallIds.REMOTE_VIDEO).lookup(".image-view") != null
                        && FxHarness.node(stage(), CallIds.REMOTE_VIDEO)
                                .lookup(".image-view")
                                .isVisible());
        return this;
    }

    public boolean showsOwnPicture() {
        return shows(CallIds.OWN_VIDEO);
    }

    public CallPage awaitHint(String part) {
        awaitWords(CallIds.HINT, part);
        return this;
    }

    /** What the bars say: "Connection: 3 of 4 bars". */
    public String quality() {
        return words(CallIds.QUALITY);
    }

    /** What the microphone's button would do. */
    public String microphone() {
        return words(CallIds.MICROPHONE);
    }

    public CallPage clickMicrophone() {
        click(CallIds.MICROPHONE);
        return this;
    }

    public CallPage clickCamera() {
        click(CallIds.CAMERA);
        return this;
    }

    /** Opens or closes a menu or panel by its button. */
    public CallPage toggle(String buttonId) {
        click(buttonId);
        return this;
    }

    /** Whether a part of the window is in view, by its id. */
    public boolean has(String id) {
        return shows(id);
    }

    public String says(String id) {
        await(id);
        return words(id);
    }

    /** Waits until a figure of the details holds a text. */
    public CallPage awaitFigure(String name, String part) {
        awaitWords(CallIds.figure(name), part);
        return this;
    }

    public CallPage press(KeyCode key) {
        FxHarness.press(stage(), CallIds.MICROPHONE, key);
        FxHarness.pulse();
        return this;
    }

    public CallPage hangUp() {
        click(CallIds.HANG_UP);
        return this;
    }

    public CallPage answerYes() {
        click(Confirm.YES);
        return this;
    }

    public CallPage answerNo() {
        click(Confirm.NO);
        return this;
    }

    /** Waits until it is over and says how. */
    public CallPage awaitEnd(String part) {
        awaitWords(CallIds.END_TITLE, part);
        return this;
    }

    public String reason() {
        return says(CallIds.END_REASON);
    }

    public CallPage rate(int stars) {
        click(CallIds.star(stars));
        return this;
    }

    public void callAgain() {
        click(CallIds.AGAIN);
    }

    /** Closes the window of a call that is over. */
    public void close() {
        click(CallIds.CLOSE);
    }

    /** Waits until the window of the call with somebody is gone. */
    public static void awaitGone(String person) {
        FxHarness.waitFor("the call's window is gone", () -> !isOpen(person));
    }
}
