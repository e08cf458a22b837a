package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.AnchoredFlow;
import io.callvault.desktop.fx.JumpButton;
import io.callvault.desktop.fx.UiExecutor;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/** The messages of the open conversation, with the button that leads back to the newest. */
final class TimelineView extends StackPane {
    private final AnchoredFlow<Line> flow;

    TimelineView(TimelineViewModel model, UiExecutor ui) {
        getStyleClass().add("timeline");
        setMinHeight(0);
        var menu = new MessageMenu(model);
        flow = new AnchoredFlow<>(model.lines(), Line::key, () -> new LineCell(menu, model::fill, model::callBack), ui);
        flow.setId(ChatIds.TIMELINE);
        flow.setAccessibleText("Messages");
        flow.setOnNearTop(model::loadOlder);
        flow.setOnNearBottom(model::loadNewer);
        flow.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // The end of the conversation, not of the part that is loaded.
            if (event.getCode() == KeyCode.END) {
                model.toNewest();
                event.consume();
            }
        });
        flow.readableProperty().addListener((source, before, now) -> model.readable(now.last()));
        model.stickToEndProperty().addListener((source, before, now) -> flow.setStickToEnd(now));
        model.setScroller(new TimelineViewModel.Scroller() {
            @Override
            public void toEnd() {
                flow.scrollToEnd();
            }

            @Override
            public void to(int line, double place) {
                flow.scrollTo(line, place);
            }
        });

        var jump = new JumpButton(model::toNewest);
        jump.setId(ChatIds.JUMP);
        jump.visibleProperty()
                .bind(flow.atEndProperty().and(model.stickToEndProperty()).not());
        model.unreadProperty().addListener((source, before, now) -> jump.show(now.intValue()));
        StackPane.setAlignment(jump, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(jump, new Insets(0, 24, 16, 0));
        StackPane.setMargin(flow, new Insets(0, 0, 8, 0));
        getChildren().addAll(flow, jump);
    }

    /** Does what a key would do here that was pressed elsewhere. */
    void take(KeyEvent key) {
        flow.fireEvent(key.copyFor(flow, flow));
    }
}
