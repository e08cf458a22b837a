package io.callvault.desktop.call.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.app.TestWindow;
import io.callvault.desktop.call.CallService.PastCall;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.pages.CallPage;
import io.callvault.desktop.pages.CallsPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.pages.IncomingPage;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import java.util.List;
import java.util.UUID;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls in the main window: the buttons of the header, call lines, the page of past calls, the settings. */
class CallScreensTest {
    private static final String ANNA = "Anna Markova";

    private final TestWindow window = TestWindow.home(Theme.Choice.LIGHT);

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void theHeaderCallsWithAndWithoutVideo() {
        talk();
        FxHarness.click(window.stage(), CallIds.CALL);
        CallPage.with(ANNA).awaitStatus("Calling");
        // One call at a time.
        assertThat(disabled(CallIds.CALL)).isTrue();
        FxHarness.run(window.calls::none);
        CallPage.awaitGone(ANNA);
        FxHarness.click(window.stage(), CallIds.VIDEO_CALL);
        CallPage.with(ANNA).hangUp();
        assertThat(window.calls.wishes()).containsExactly("call audio", "call video", "hang up");
    }

    @Test
    void whereNobodyCanBeCalledTheButtonsSayWhy() {
        FxHarness.run(() -> ChatStory.group(window.chat));
        new ConversationListPage(window.stage()).open("Dev Team");
        assertThat(disabled(CallIds.CALL)).isTrue();
        assertThat(why()).contains("conversations of two");
        window.calls.unavailable("Calls need libpulse0: install it and start again.");
        talk();
        assertThat(disabled(CallIds.VIDEO_CALL)).isTrue();
        assertThat(why()).contains("libpulse0");
    }

    @Test
    void aCallRingsWhileTheWindowIsPutAway() {
        FxHarness.run(() -> window.stage().setIconified(true));
        window.calls.now(window.calls.view(true, true, CallView.Phase.RINGING));
        IncomingPage rings = IncomingPage.from(ANNA);
        assertThat(FxHarness.get(() -> rings.stage().isIconified())).isFalse();
        rings.decline();
        IncomingPage.awaitSilence(ANNA);
    }

    @Test
    void aCallLineStandsInTheConversationAndCallsBack() {
        ConversationId anna = talk();
        TimelineRow.Message line = FxHarness.get(() -> window.chat.call(anna, false, true, CallEnd.TIMEOUT, 0));
        FxHarness.waitForNode(window.stage(), ChatIds.message(line.id()));
        assertThat(FxHarness.get(() -> FxHarness.node(window.stage(), ChatIds.message(line.id()))
                        .getAccessibleText()))
                .startsWith("Missed video call");
        new ConversationListPage(window.stage()).awaitRow(ANNA, "Missed video call");
        FxHarness.click(window.stage(), ChatIds.callLine(line.id()));
        assertThat(window.calls.wishes()).containsExactly("call video");
        CallPage.with(ANNA).hangUp();
    }

    @Test
    void thePageOfPastCalls() {
        CallsPage page = new CallsPage(window.stage());
        assertThat(page.isEmpty()).isTrue();
        PastCall missed = past(1, true, false, CallEnd.TIMEOUT, 0, 0);
        PastCall spoken = past(2, false, true, CallEnd.HUNG_UP, 192, 4.2);
        window.calls.history(List.of(missed, spoken));
        page.awaitNewest("Missed call");
        assertThat(page.rows())
                .containsExactly(
                        "Anna Markova, Missed call, 14:39", "Anna Markova, Outgoing call, 3:12, 14:38, 4 of 4 bars");
        page.toggleDetails(spoken.callId());
        page.callBack(spoken.callId());
        assertThat(window.calls.wishes()).containsExactly("call audio");
        CallPage.with(ANNA).hangUp();
        page.onlyMissed();
        FxHarness.waitFor("only the missed one is left", () -> page.rows().size() == 1);
    }

    @Test
    void aMissedCallIsCountedUntilThePageIsSeen() {
        window.calls.history(List.of(past(-1, true, false, CallEnd.CANCELLED, 0, 0)));
        FxHarness.waitFor("the rail counts it", () -> badge().equals("1"));
        new CallsPage(window.stage());
        FxHarness.waitFor("it was seen", () -> !badge().equals("1"));
        assertThat(window.calls.seenUntil().join())
                .as("kept for the next start")
                .isPositive();
    }

    @Test
    void theEngineIsNotLoadedForTheSakeOfAHiddenPage() {
        assertThat(window.calls.lookups()).isZero();
        FxHarness.click(window.stage(), MainIds.SETTINGS);
        FxHarness.pulse();
        assertThat(window.calls.lookups()).isOne();
        assertThat(FxHarness.isShown(window.stage(), CallIds.SETTINGS_UNAVAILABLE))
                .isFalse();
        // What the first look found out is said there.
        window.calls.unavailable("Calls need libpulse0: install it and start again.");
        window.calls.plug(window.calls.found());
        FxHarness.waitForNode(window.stage(), CallIds.SETTINGS_UNAVAILABLE);
        assertThat(FxHarness.node(window.stage(), CallIds.setting("relay")).isDisabled())
                .isTrue();
    }

    @Test
    void settingsOfCallsAreKeptAtOnce() {
        FxHarness.click(window.stage(), MainIds.SETTINGS);
        FxHarness.waitForNode(window.stage(), CallIds.SETTINGS);
        toggle("relay");
        toggle("ring");
        toggle("noise");
        assertThat(window.calls.settings().alwaysRelay()).isTrue();
        assertThat(window.calls.settings().ringSound()).isFalse();
        assertThat(window.calls.settings().processing().noiseSuppression()).isFalse();
        assertThat(window.calls.settings().processing().echoCancellation()).isTrue();
        assertThat(window.calls.settings().survey()).isTrue();
    }

    private void toggle(String setting) {
        FxHarness.press(window.stage(), CallIds.setting(setting), KeyCode.SPACE);
    }

    private ConversationId talk() {
        ConversationId anna = FxHarness.get(() -> window.chat.direct(1, ANNA));
        new ConversationListPage(window.stage()).open(ANNA);
        return anna;
    }

    private boolean disabled(String id) {
        FxHarness.pulse();
        return FxHarness.get(() -> FxHarness.node(window.stage(), id).isDisabled());
    }

    private String why() {
        return FxHarness.get(() -> String.valueOf(FxHarness.node(window.stage(), CallIds.CALL)
                .getParent()
                .getParent()
                .getAccessibleText()));
    }

    private String badge() {
        return FxHarness.get(
                () -> FxHarness.node(window.stage(), MainIds.CALLS).getParent().lookupAll(".rail-badge").stream()
                        .filter(node -> node.isVisible())
                        .map(node -> ((javafx.scene.control.Label) node).getText())
                        .findFirst()
                        .orElse(""));
    }

    private static PastCall past(
            int number, boolean incoming, boolean answered, CallEnd end, long seconds, double mos) {
        return new PastCall(
                new CallId(new UUID(7, number)),
                ScriptedCalls.CHAT,
                ANNA,
                incoming,
                false,
                answered,
                end,
                ScriptedCalls.NOW - number * 60_000L,
                seconds,
                mos,
                0);
    }
}
