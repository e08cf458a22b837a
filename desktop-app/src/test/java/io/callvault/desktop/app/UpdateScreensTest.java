package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.chat.ui.ChatStory;
import io.callvault.desktop.diag.ui.DiagIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.settings.Managed;
import io.callvault.desktop.settings.ManagedSettings;
import io.callvault.desktop.settings.ui.SettingsIds;
import io.callvault.desktop.update.Choice;
import io.callvault.desktop.update.FakeUpdates;
import io.callvault.desktop.update.UpdateService;
import io.callvault.desktop.update.UpdateStatus;
import io.callvault.desktop.update.ui.UpdateIds;
import io.callvault.model.update.Channel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates and the organisation's settings, in the real window and by mouse; pictures in {@code target/gallery}. */
class UpdateScreensTest {

    private static final URI SERVER = URI.create("https://chat.example.org");
    private static final UpdateStatus.Ready READY = new UpdateStatus.Ready(
            FakeUpdates.offer("1.1.0"), new PackageInstaller.Way.Opens(List.of("open", "callvault.deb")));

    private final FakeUpdates updates = new FakeUpdates();

    private Computer computer(Managed managed) {
        return new Computer(SERVER, managed, updates);
    }

    private static String text(Stage stage, String id) {
        return FxHarness.get(() -> ((Labeled) FxHarness.node(stage, id)).getText());
    }

    private static void picture(Stage stage, String name, Theme.Choice look) {
        FxHarness.picture(
                stage, Path.of("target", "gallery", name + "-" + look.name().toLowerCase(Locale.ROOT) + ".png"), 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theBannerRestartsAndTheSettingsTellWhatIsNew(Theme.Choice look) {
        try (var window = TestWindow.home(computer(Managed.NOTHING), look)) {
            Stage stage = window.stage();
            FxHarness.click(stage, ChatIds.conversation(FxHarness.get(() -> ChatStory.fill(window.chat))));
            assertThat(FxHarness.isShown(stage, UpdateIds.BANNER)).isFalse();
            FxHarness.run(() -> updates.set(READY));
            FxHarness.waitForNode(stage, UpdateIds.BANNER_ACTION);
            picture(stage, "update-banner", look);
            FxHarness.click(stage, UpdateIds.BANNER_ACTION);
            assertThat(window.restarts()).isEqualTo(1);
            FxHarness.click(stage, UpdateIds.BANNER_MORE);
            FxHarness.waitForNode(stage, UpdateIds.NOTES);
            assertThat(text(stage, UpdateIds.NOTES)).startsWith("Calls connect faster");
            assertThat(text(stage, UpdateIds.STATUS)).isEqualTo("Version 1.1.0 is ready: restart to update.");
            FxHarness.click(stage, UpdateIds.INSTALL);
            assertThat(window.restarts()).isEqualTo(2);
            FxHarness.run(() -> FxHarness.node(stage, UpdateIds.SECTION).requestFocus());
            FxHarness.picture(
                    FxHarness.node(stage, UpdateIds.SECTION),
                    Path.of("target", "gallery", "update-settings-" + look + ".png"),
                    1.5);
        }
    }

    @Test
    void whatIsWrongComesBeforeWhatIsNew() {
        updates.set(READY);
        try (var window = TestWindow.home(computer(Managed.NOTHING), Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            FxHarness.click(stage, ChatIds.conversation(FxHarness.get(() -> ChatStory.fill(window.chat))));
            FxHarness.waitForNode(stage, UpdateIds.BANNER);
            FxHarness.run(() -> window.notices.show(new Notice(
                    Notice.Kind.UPDATE_FAILED, "Version 1.1.0 was not installed: its installer did not finish.")));
            FxHarness.waitForNode(stage, DiagIds.BANNER);
            assertThat(FxHarness.isShown(stage, UpdateIds.BANNER)).isFalse();
            FxHarness.click(stage, DiagIds.BANNER_ACTION);
            FxHarness.waitForNode(stage, UpdateIds.BANNER);
            assertThat(FxHarness.isShown(stage, DiagIds.BANNER)).isFalse();
        }
    }

    @Test
    void theSettingsAreChangedByMouse() {
        try (var window = TestWindow.home(computer(Managed.NOTHING), Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            FxHarness.click(stage, MainIds.SETTINGS);
            assertThat(text(stage, UpdateIds.VERSION)).isEqualTo("Version 1.0.0");
            FxHarness.click(stage, UpdateIds.CHECK);
            FxHarness.click(stage, UpdateIds.channel(Channel.BETA));
            FxHarness.click(stage, UpdateIds.channel(Channel.BETA));
            FxHarness.click(stage, UpdateIds.ON, ".thumb-area");
            assertThat(updates.calls()).containsExactly("check", "choose true BETA", "choose false BETA");
            FxHarness.run(() -> updates.set(new UpdateStatus.Off("Updates are switched off.")));
            FxHarness.waitFor("nothing can be asked for", () -> !FxHarness.isShown(stage, UpdateIds.CHECK));
            assertThat(FxHarness.isShown(stage, UpdateIds.channel(Channel.BETA)))
                    .isFalse();
            FxHarness.click(stage, UpdateIds.ON, ".thumb-area");
            assertThat(updates.calls()).endsWith("choose true BETA");
            FxHarness.run(() -> updates.set(new UpdateStatus.Newest(Instant.ofEpochSecond(1_800_000_000), "")));
            FxHarness.waitFor(
                    "the state is told", () -> text(stage, UpdateIds.STATUS).startsWith("This is the newest version"));
            FxHarness.run(() -> updates.set(new UpdateStatus.Fetching(FakeUpdates.offer("1.1.0"), 20_000_000)));
            FxHarness.waitFor(
                    "the progress is told", () -> text(stage, UpdateIds.STATUS).equals("Fetching version 1.1.0: 25 %"));
            assertThat(FxHarness.node(stage, UpdateIds.CHECK).isDisabled()).isTrue();
        }
    }

    @Test
    void withoutAnInstallerTheCommandIsShown() {
        updates.set(new UpdateStatus.Ready(
                FakeUpdates.offer("1.1.0"),
                new PackageInstaller.Way.ByHand(
                        "Close Call Vault and run this in a terminal:",
                        Optional.of("sudo apt install 'callvault.deb'"))));
        try (var window = TestWindow.home(computer(Managed.NOTHING), Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            FxHarness.click(stage, ChatIds.conversation(FxHarness.get(() -> ChatStory.fill(window.chat))));
            FxHarness.click(stage, UpdateIds.BANNER_ACTION);
            FxHarness.waitForNode(stage, UpdateIds.COMMAND);
            assertThat(FxHarness.get(() -> ((TextField) FxHarness.node(stage, UpdateIds.COMMAND)).getText()))
                    .isEqualTo("sudo apt install 'callvault.deb'");
            assertThat(FxHarness.isShown(stage, UpdateIds.INSTALL)).isFalse();
            assertThat(window.restarts()).isZero();
            FxHarness.click(stage, UpdateIds.COPY_COMMAND);
            assertThat(text(stage, UpdateIds.COPY_COMMAND)).isEqualTo("Copied");
            FxHarness.picture(
                    FxHarness.node(stage, UpdateIds.SECTION), Path.of("target", "gallery", "update-by-hand.png"), 1.5);
        }
    }

    @Test
    void whatAnOrganisationDecidedIsLocked() {
        Managed managed = new Managed(
                new ManagedSettings(
                        Optional.of(URI.create("https://chat.company.example")),
                        Optional.of(ManagedSettings.Updates.NOTIFY),
                        Optional.of(Channel.STABLE),
                        Optional.empty(),
                        Optional.empty()),
                List.of("In the settings of your organisation (managed.json) the key \"servr\" is not known."));
        updates.set(new UpdateService.View(
                updates.view().version(),
                new UpdateStatus.Announced(
                        FakeUpdates.offer("1.1.0"), "Version 1.1.0 is out. Your organisation installs it."),
                new Choice(true, Channel.STABLE),
                true,
                true,
                true));
        try (var window = TestWindow.home(computer(managed), Theme.Choice.LIGHT)) {
            Stage stage = window.stage();
            FxHarness.click(stage, MainIds.SETTINGS);
            assertThat(FxHarness.node(stage, UpdateIds.ON).isDisabled()).isTrue();
            assertThat(FxHarness.node(stage, UpdateIds.channel(Channel.BETA)).isDisabled())
                    .isTrue();
            assertThat(FxHarness.isShown(stage, UpdateIds.LOCKED)).isTrue();
            assertThat(text(stage, SettingsIds.managed("server"))).isEqualTo("https://chat.company.example");
            assertThat(text(stage, SettingsIds.managed("updates"))).contains("your organisation");
            assertThat(text(stage, SettingsIds.MANAGED_PROBLEM)).contains("servr");
            picture(stage, "managed-settings", Theme.Choice.LIGHT);
        }
    }

    @Test
    void accountsAreMadeWithTheServerOfTheOrganisation() {
        Managed managed = new Managed(
                new ManagedSettings(
                        Optional.of(URI.create("https://chat.company.example")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
        try (var window = TestWindow.welcome(computer(managed))) {
            Stage stage = window.stage();
            assertThat(FxHarness.node(stage, AccountIds.SERVER).isDisabled()).isTrue();
            assertThat(text(stage, AccountIds.SERVER_NOTE)).isEqualTo("Set by your organisation.");
            picture(stage, "sign-up-managed", Theme.Choice.LIGHT);
            FxHarness.type(stage, AccountIds.DISPLAY_NAME, "Vera Kim");
            FxHarness.type(stage, AccountIds.HANDLE, "vera");
            FxHarness.click(stage, AccountIds.SUBMIT);
            assertThat(window.accounts.calls()).containsExactly("sign up https://chat.company.example Vera Kim vera");
        }
    }

    @Test
    void aWrongFileIsToldWhereTheServerIsWritten() {
        Managed wrong = new Managed(ManagedSettings.NONE, List.of("The settings in managed.json are ignored."));
        try (var window = TestWindow.welcome(computer(wrong))) {
            Stage stage = window.stage();
            assertThat(text(stage, AccountIds.SERVER_NOTE)).contains("managed.json");
            var field = (TextInputControl) FxHarness.node(stage, AccountIds.SERVER);
            assertThat(field.isDisabled()).isFalse();
            assertThat(FxHarness.<String>get(field::getText)).isEqualTo(SERVER.toString());
        }
    }
}
