package io.callvault.desktop.e2e;

import io.callvault.desktop.account.ui.AccountIds;
import io.callvault.desktop.app.Main;
import io.callvault.desktop.fx.FxHarness;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The installed command, with somebody who tells what is seen: a line for each change of its window. */
final class WatchedAppMain {

    private WatchedAppMain() {}

    public static void main(String[] arguments) {
        FxHarness.start();
        FxHarness.run(() -> new Watch().start());
        Main.main(arguments);
    }

    /** Looks at every frame. */
    private static final class Watch extends AnimationTimer {
        private String before = "";

        @Override
        public void handle(long now) {
            String seen = List.copyOf(Window.getWindows()).stream()
                    .flatMap(window -> window instanceof Stage stage ? Stream.of(stage) : Stream.empty())
                    .map(Watch::words)
                    .findFirst()
                    .orElse("");
            if (!seen.equals(before)) {
                before = seen;
                System.out.println("SEEN " + seen);
            }
        }

        private static String words(Stage stage) {
            return (stage.isIconified() ? "minimised" : "open")
                    + Optional.ofNullable(stage.getScene().getRoot().lookup("#" + AccountIds.WAITING_LINK))
                            .map(label -> " " + ((Label) label).getText())
                            .orElse("");
        }
    }
}
