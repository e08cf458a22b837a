package io.callvault.desktop.demo;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.ContactService;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.pages.HomePage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.awaitility.Awaitility;

/** Two people who know each other, in two windows side by side, for somebody to play with. */
final class LiveDemo {

    private static final int PATIENCE_S = 30;

    private final Backstage backstage;

    LiveDemo(Backstage backstage) {
        this.backstage = backstage;
    }

    /** Returns 0 when both windows were closed. */
    int run() throws Exception {
        FxThread.startToolkit();
        try (Profile anna = open("anna");
                Profile max = open("max")) {
            signUp(anna.core(), "Anna Markova", "anna");
            signUp(max.core(), "Max Kerner", "max");
            befriend(anna.core(), max.core());
            FxThread ui = new FxThread();
            AppWindow annaWindow = window(anna, ui, 0);
            AppWindow maxWindow = window(max, ui, 1);
            new HomePage(maxWindow.stage()).contacts().chatWith("anna");
            new HomePage(annaWindow.stage())
                    .contacts()
                    .chatWith("max")
                    .send("Hi Max! 👋 This is a real backend. Write something, or let Echo answer you.");
            System.out.println("Two windows are open: Anna at the left, Max at the right. Echo answers both of them."
                    + " Close both to end the demo.");
            CompletableFuture.allOf(annaWindow.closed(), maxWindow.closed()).join();
            return 0;
        }
    }

    private AppWindow window(Profile person, FxThread ui, int half) throws Exception {
        AppWindow window = AppWindow.open(person.core(), ui, backstage.server()).get(PATIENCE_S, TimeUnit.SECONDS);
        FxHarness.run(() -> tile(window.stage(), half));
        return window;
    }

    private Profile open(String handle) throws Profile.ProfileException {
        return Profile.open(backstage.profile(handle), backstage.server(), new NetworkSwitch());
    }

    private void signUp(ClientCore core, String name, String handle) throws Exception {
        AccountService.Outcome outcome = core.account()
                .signUp(backstage.server(), name, handle)
                .toCompletableFuture()
                .get(PATIENCE_S, TimeUnit.SECONDS);
        if (outcome instanceof AccountService.Outcome.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
    }

    private static void befriend(ClientCore anna, ClientCore max) throws Exception {
        ContactService.Outcome outcome =
                anna.contacts().invite("max").toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        if (outcome instanceof ContactService.Outcome.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
        Awaitility.await()
                .atMost(PATIENCE_S, TimeUnit.SECONDS)
                .until(() -> contacts(max).stream().anyMatch(row -> row.handle().equals("anna")));
        for (ContactRow row : contacts(max)) {
            if (row.state() == ContactRow.State.INCOMING) {
                max.contacts().accept(row.id()).toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
            }
        }
    }

    private static List<ContactRow> contacts(ClientCore core) throws Exception {
        return core.contacts().contacts().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private static void tile(Stage stage, int half) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setX(screen.getMinX() + half * screen.getWidth() / 2);
        stage.setY(screen.getMinY());
        stage.setWidth(screen.getWidth() / 2);
        stage.setHeight(Math.min(screen.getHeight(), 820));
    }
}
