package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.AnchoredFlow;
import io.callvault.desktop.fx.Bubble;
import io.callvault.desktop.fx.BubbleRow;
import io.callvault.model.message.Body;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A reusable line of the timeline: a bubble, a day, the unread line or a notice. */
final class LineCell extends StackPane implements AnchoredFlow.Cell<Line> {
    private final MessageMenu menu;
    private final BubbleRow bubble = new BubbleRow();
    private final Label words = new Label();

    LineCell(MessageMenu menu) {
        this.menu = menu;
        words.setWrapText(true);
        setMinHeight(0);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public void show(Line line) {
        clear();
        switch (line) {
            case Line.Message message -> message(message);
            case Line.Day day -> chip(day.words(), "day-chip", "day-line");
            case Line.Unread unread -> {
                chip("Unread messages", "unread-line", "unread-row");
                words.setId(ChatIds.UNREAD_LINE);
            }
            case Line.Notice notice -> chip(notice.words(), "notice-chip", "day-line");
        }
    }

    @Override
    public void clear() {
        bubble.clear();
        bubble.bubble().setOnContextMenuRequested(null);
        words.setText("");
        words.setId(null);
        setAccessibleText(null);
    }

    private void message(Line.Message line) {
        TimelineRow.Message row = line.row();
        String text = row.flags().deleted() ? "This message was deleted." : text(row.body());
        bubble.show(new Bubble.Content(
                text,
                line.time(),
                row.mine(),
                line.first(),
                line.last(),
                Marks.of(row),
                line.named()
                        ? Optional.of(new Bubble.Sender(row.sender().toString(), row.senderName()))
                        : Optional.empty()));
        bubble.setId(ChatIds.message(row.id()));
        bubble.failedMark().setId(ChatIds.failedMark(row.id()));
        bubble.failedMark().setOnAction(event -> menu.showBelow(bubble.failedMark(), row, text));
        bubble.bubble().setOnContextMenuRequested(event -> {
            menu.showAt(bubble, event.getScreenX(), event.getScreenY(), row, text);
            event.consume();
        });
        setAccessibleText(bubble.getAccessibleText());
        only(bubble, "message-line");
    }

    private void chip(String text, String wordsClass, String lineClass) {
        words.setText(text);
        words.getStyleClass().setAll("label", wordsClass);
        setAccessibleText(text);
        only(words, lineClass);
    }

    private void only(Node node, String styleClass) {
        if (!getChildren().equals(List.of(node))) {
            getChildren().setAll(node);
        }
        if (!getStyleClass().contains(styleClass)) {
            getStyleClass().setAll(styleClass);
        }
    }

    private static String text(Body body) {
        return switch (body) {
            case Body.Text text -> text.text();
            case Body.Edit edit -> edit.text();
            case Body.Delete delete -> "";
            case Body.Unknown unknown -> "This message needs a newer version of Call Vault.";
        };
    }
}
