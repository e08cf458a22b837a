package io.callvault.desktop.calltest.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.app.TestWindow;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.report.SampleRuns;
import io.callvault.desktop.diag.ui.DiagIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.settings.ui.SettingsIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** "Test my connection" in the real window. */
class CallTestViewTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Where pictures go that somebody wants to look at; none are written without it. */
    private static final Optional<Path> PICTURES =
            Optional.ofNullable(System.getProperty("callvault.pictures")).map(Path::of);

    @Test
    void oneClickTestsShowsStepsAsTheyComeAndSaysWhatHelps() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = open(window);
            window.callTests.begin(List.of(Steps.SERVER));
            TestRun bad = SampleRuns.bad();
            window.callTests.end(bad.results().subList(0, 9));
            FxHarness.waitForNode(stage, CallTestIds.PROGRESS);
            picture(stage, "calltest-running");
            window.callTests.over(bad);
            FxHarness.waitForNode(stage, CallTestIds.VERDICT);
            assertThat(text(stage, CallTestIds.VERDICT)).contains("microphone is silent");
            assertThat(text(stage, CallTestIds.REMEDY)).contains("mute switch");
            picture(stage, "calltest-bad");
            FxHarness.click(stage, CallTestIds.BACK);
            assertThat(FxHarness.isShown(stage, DiagIds.DETAILS)).isTrue();
        }
    }

    @Test
    void theReportIsSeenBeforeItIsSharedAndMaskedUnlessChosen() {
        try (var window = TestWindow.home(Theme.Choice.DARK)) {
            Stage stage = open(window);
            window.callTests.over(SampleRuns.good());
            FxHarness.waitForNode(stage, CallTestIds.PREVIEW);
            FxHarness.click(stage, CallTestIds.PREVIEW);
            FxHarness.waitForNode(stage, CallTestIds.PREVIEW_TEXT);
            assertThat(preview(stage))
                    .contains("microphone #1", "Waiting to be sent")
                    .doesNotContain("AirPods", "203.0.113");
            picture(stage, "calltest-good-dark");
            FxHarness.click(stage, CallTestIds.UNMASKED);
            FxHarness.waitFor("names are in", SOON, () -> preview(stage).contains("AirPods"));
            FxHarness.click(stage, CallTestIds.UNMASKED);
            FxHarness.click(stage, CallTestIds.COPY);
            assertThat(FxHarness.get(() -> Clipboard.getSystemClipboard().getString()))
                    .contains("callvault.calltest/1")
                    .doesNotContain("AirPods");
        }
    }

    @Test
    void aTestThatIsStoppedIsCancelledAndCanBeBegunAgain() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            Stage stage = open(window);
            FxHarness.click(stage, CallTestIds.STOP);
            assertThat(window.callTests.cancelled()).isTrue();
            window.callTests.over(SampleRuns.bad());
            FxHarness.waitForNode(stage, CallTestIds.START);
            // The result's rows push the button to its place first.
            FxHarness.pulses(4);
            FxHarness.click(stage, CallTestIds.START);
            FxHarness.waitForNode(stage, CallTestIds.STOP);
            assertThat(window.callTests.cancelled()).isFalse();
        }
    }

    private static Stage open(TestWindow window) {
        Stage stage = window.stage();
        FxHarness.click(stage, MainIds.SETTINGS);
        FxHarness.click(stage, SettingsIds.DETAILS);
        FxHarness.waitForNode(stage, DiagIds.DETAILS_TEST);
        FxHarness.click(stage, DiagIds.DETAILS_TEST);
        FxHarness.waitForNode(stage, CallTestIds.STOP);
        assertThat(window.callTests.started()).isTrue();
        return stage;
    }

    private static String text(Stage stage, String id) {
        return FxHarness.get(() -> ((Label) FxHarness.node(stage, id)).getText());
    }

    private static String preview(Stage stage) {
        return FxHarness.get(() -> ((TextArea) FxHarness.node(stage, CallTestIds.PREVIEW_TEXT)).getText());
    }

    private static void picture(Stage stage, String name) {
        PICTURES.ifPresent(folder -> {
            FxHarness.pulses(4);
            FxHarness.picture(stage, folder.resolve(name + ".png"), 1);
        });
    }
}
