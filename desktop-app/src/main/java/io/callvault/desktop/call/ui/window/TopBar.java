package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallView;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.call.ui.CallSentences;
import io.callvault.desktop.call.ui.QualityBars;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line at the top of a call: with whom and how long, how well it goes, and what the window can do. */
final class TopBar extends HBox {
    private final EmojiLabel name = new EmojiLabel("call-top-name", 17);
    private final Label status = new Label();
    private final VBox words = new VBox(1, name, status);
    private final QualityBars bars = new QualityBars();
    private final Label weak = new Label();
    private final HBox quality = new HBox(8, weak, bars);
    private final IconButton details = new IconButton(Icon.CONNECTION, "Connection details (D)");
    private final IconButton shrink = new IconButton(Icon.SMALL_WINDOW, "Small window that stays on top (P)");
    private final IconButton full = new IconButton(Icon.FULL_SCREEN, "Full screen (F11)");

    private boolean small;

    TopBar(Runnable onDetails, Runnable onSmall, Runnable onFull) {
        super(4);
        getStyleClass().add("call-top");
        setAlignment(Pos.CENTER_LEFT);
        name.setId(CallIds.NAME);
        status.setId(CallIds.STATUS);
        status.getStyleClass().add("call-top-status");
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        quality.getStyleClass().add("call-quality");
        quality.setAlignment(Pos.CENTER);
        quality.setMaxHeight(USE_PREF_SIZE);
        quality.setId(CallIds.QUALITY);
        weak.getStyleClass().add("call-quality-words");
        weak.managedProperty().bind(weak.visibleProperty());
        details.setId(CallIds.DETAILS);
        details.setOnAction(event -> onDetails.run());
        shrink.setId(CallIds.SMALL);
        shrink.setOnAction(event -> onSmall.run());
        full.setId(CallIds.FULL_SCREEN);
        full.setOnAction(event -> onFull.run());
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox.setMargin(quality, new javafx.geometry.Insets(0, 8, 0, 0));
        getChildren().addAll(words, spring, quality, details, shrink, full);
    }

    void show(CallView call, String now, boolean named) {
        name.show(call.person());
        status.setText(now);
        words.setVisible(named && !small);
        boolean rated = call.phase() == CallView.Phase.CONNECTED || call.phase() == CallView.Phase.RECONNECTING;
        there(quality, rated);
        bars.show(call.quality().bars(), "");
        weak.setText(CallSentences.quality(call.quality()));
        weak.setVisible(!small && !weak.getText().isEmpty());
        quality.setAccessibleText(CallSentences.bars(call.quality()));
        there(details, rated && !small);
    }

    void showWindow(boolean isSmall, boolean isFull) {
        small = isSmall;
        there(full, !isSmall);
        there(details, !isSmall && quality.isVisible());
        say(shrink, Icon.SMALL_WINDOW, isSmall ? "Back to the large window (P)" : "Small window that stays on top (P)");
        say(
                full,
                isFull ? Icon.FULL_SCREEN_OFF : Icon.FULL_SCREEN,
                isFull ? "Leave full screen (F11)" : "Full screen (F11)");
    }

    private static void say(IconButton button, Icon icon, String words) {
        if (button.getGraphic() instanceof FontIcon graphic) {
            icon.showIn(graphic);
        }
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
    }

    private static void there(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
