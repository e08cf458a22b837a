package io.callvault.desktop.e2e;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.app.Profile;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ConversationListPage;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;

/** The app that {@link KilledAppTest} kills: types numbers without end and says of each when its bubble was drawn. */
final class KilledAppMain {

    private KilledAppMain() {}

    /**
     * @param arguments profile, server, title of the conversation, first number
     */
    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[1]);
        Profile profile = Profile.open(Path.of(arguments[0]), server, new NetworkSwitch());
        FxHarness.start();
        Stage stage = AppWindow.open(profile.core(), new FxThread(), server)
                .get(30, TimeUnit.SECONDS)
                .stage();
        ChatPage chat = new ConversationListPage(stage).open(arguments[2]);
        for (int number = Integer.parseInt(arguments[3]); true; number++) {
            String text = Integer.toString(number);
            chat.send(text).awaitMessage(text);
            System.out.println("SHOWN " + text);
        }
    }
}
