package io.callvault.desktop.diag.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.app.TestWindow;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.settings.ui.SettingsIds;
import io.callvault.model.id.ConversationId;
import java.time.Duration;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** The page of connection details in the real window. */
class DetailsViewTest {

    private static String value(Stage stage, String fact) {
        return FxHarness.get(() -> ((Label) FxHarness.node(stage, DiagIds.detail(fact))).getText());
    }

    @Test
    void isLiveWhileShownAndAsleepElsewhere() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            assertThat(window.details.reads()).as("nobody looks").isZero();
            FxHarness.click(stage, MainIds.SETTINGS);
            FxHarness.click(stage, SettingsIds.DETAILS);
            FxHarness.waitForNode(stage, DiagIds.detail("transport"));
            assertThat(value(stage, "transport")).isEqualTo("WebSocket");
            assertThat(value(stage, "reconnects")).isEqualTo("2");
            window.details.metrics.count(Counter.WS_RECONNECTS);
            FxHarness.waitFor(
                    "the page counts with",
                    Duration.ofSeconds(5),
                    () -> value(stage, "reconnects").equals("3"));
            FxHarness.click(stage, DiagIds.DETAILS_BACK);
            assertThat(FxHarness.isShown(stage, SettingsIds.CONNECTION)).isTrue();
            assertThat(FxHarness.isShown(stage, DiagIds.DETAILS)).isFalse();
            int reads = window.details.reads();
            FxHarness.pulses(90);
            assertThat(window.details.reads()).as("asleep while hidden").isEqualTo(reads);
        }
    }

    @Test
    void opensFromTheBannerAndLeadsBackToTheChat() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            ConversationId anna = FxHarness.get(() -> ChatStory.fill(window.chat));
            FxHarness.click(stage, ChatIds.conversation(anna));
            window.link.set(LinkStatus.OFFLINE);
            FxHarness.click(stage, DiagIds.BANNER_MORE);
            FxHarness.waitForNode(stage, DiagIds.detail("outbox"));
            FxHarness.click(stage, DiagIds.DETAILS_BACK);
            assertThat(FxHarness.isShown(stage, ChatIds.COMPOSER)).isTrue();
            FxHarness.click(stage, DiagIds.BANNER_MORE);
            FxHarness.waitForNode(stage, DiagIds.DETAILS);
            FxHarness.click(stage, MainIds.CHATS);
            assertThat(FxHarness.isShown(stage, ChatIds.COMPOSER))
                    .as("the rail leads away, too")
                    .isTrue();
        }
    }

    @Test
    void theReportGoesToTheClipboard() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            FxHarness.click(stage, MainIds.SETTINGS);
            FxHarness.click(stage, SettingsIds.DETAILS);
            FxHarness.waitForNode(stage, DiagIds.detail("transport"));
            FxHarness.click(stage, DiagIds.DETAILS_COPY);
            String copied = FxHarness.get(() -> Clipboard.getSystemClipboard().getString());
            assertThat(copied).startsWith("Call Vault connection report").doesNotContain("Vera", "vera", "example.org");
        }
    }

    @Test
    void saysWhenTheFiguresCannotBeRead() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            window.details.fail();
            FxHarness.click(stage, MainIds.SETTINGS);
            FxHarness.click(stage, SettingsIds.DETAILS);
            FxHarness.waitFor(
                    "a sentence says so",
                    () -> stage.getScene().getRoot().lookupAll(".problem").stream()
                            .anyMatch(node -> node instanceof Label label
                                    && label.getText().contains("cannot be read")));
        }
    }
}
