package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.CallWords;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.AnchoredFlow;
import io.callvault.desktop.fx.Bubble;
import io.callvault.desktop.fx.BubbleRow;
import io.callvault.desktop.fx.CallRow;
import io.callvault.desktop.fx.Icon;
import io.callvault.model.message.Body;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** A reusable line of the timeline: a bubble, a day, the unread line or a marker in place of what cannot be shown. */
final class LineCell extends StackPane implements AnchoredFlow.Cell<Line> {
    private static final String GAP = "Some messages here could not be loaded";
    private static final String UNREADABLE = "A message could not be shown: this version cannot read it";

    private final MessageMenu menu;
    private final Consumer<TimelineRow.Gap> fill;
    private final Consumer<TimelineRow.Message> callBack;
    private final BubbleRow bubble = new BubbleRow();
    private final CallRow call = new CallRow();
    private final Label words = new Label();
    private final FontIcon markerIcon = new FontIcon();
    private final Label markerWords = new Label();
    private final Button again = new Button("Try again");
    private final HBox marker = new HBox(8, markerIcon, markerWords, again);

    /**
     * @param fill asks again for what is missing
     * @param callBack calls the person of a call line
     */
    LineCell(MessageMenu menu, Consumer<TimelineRow.Gap> fill, Consumer<TimelineRow.Message> callBack) {
        this.menu = menu;
        this.callBack = callBack;
        this.fill = fill;
        words.setWrapText(true);
        marker.getStyleClass().add("notice-box");
        marker.setAlignment(Pos.CENTER);
        marker.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        markerWords.setWrapText(true);
        again.setMinWidth(USE_PREF_SIZE);
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
            case Line.Message message when message.row().body() instanceof Body.Call body -> call(message, body);
            case Line.Message message -> message(message);
            case Line.Day day -> chip(day.words(), "day-chip", "day-line");
            case Line.Unread unread -> {
                chip("Unread messages", "unread-line", "unread-row");
                words.setId(ChatIds.UNREAD_LINE);
            }
            case Line.Gap gap -> gap(gap);
            case Line.Unreadable unreadable -> {
                marker(Icon.UNREADABLE, UNREADABLE);
                marker.setId(ChatIds.unreadable(unreadable.row().seq()));
            }
        }
    }

    @Override
    public void clear() {
        bubble.clear();
        bubble.bubble().setOnContextMenuRequested(null);
        call.clear();
        words.setText("");
        words.setId(null);
        marker.setId(null);
        again.setId(null);
        again.setOnAction(null);
        again.setVisible(false);
        again.setManaged(false);
        setAccessibleText(null);
    }

    private void message(Line.Message line) {
        TimelineRow.Message row = line.row();
        Words said = Words.of(row);
        bubble.show(new Bubble.Content(
                said.text(),
                line.time(),
                row.mine(),
                line.first(),
                line.last(),
                Marks.of(row),
                line.named()
                        ? Optional.of(new Bubble.Sender(row.sender().toString(), row.senderName()))
                        : Optional.empty(),
                new Bubble.Notes(said.label(), row.flags().deleted(), said.reason())));
        bubble.setId(ChatIds.message(row.id()));
        bubble.failedMark().setId(ChatIds.failedMark(row.id()));
        bubble.failedMark().setOnAction(event -> menu.showBelow(bubble.failedMark(), row));
        bubble.reason().setId(ChatIds.reason(row.id()));
        bubble.reason().setOnMouseClicked(event -> menu.showBelow(bubble.reason(), row));
        bubble.bubble().setOnContextMenuRequested(event -> {
            menu.showAt(bubble, event.getScreenX(), event.getScreenY(), row);
            event.consume();
        });
        setAccessibleText(bubble.getAccessibleText());
        only(bubble, "message-line");
    }

    private void call(Line.Message line, Body.Call body) {
        TimelineRow.Message row = line.row();
        call.show(
                new CallRow.Content(
                        CallWords.of(body, row.mine()),
                        line.time(),
                        body.video(),
                        row.mine(),
                        body.missed() && !row.mine(),
                        line.first(),
                        line.last()),
                () -> callBack.accept(row));
        call.setId(ChatIds.message(row.id()));
        call.bubble().setId(ChatIds.callLine(row.id()));
        setAccessibleText(call.getAccessibleText());
        only(call, "message-line");
    }

    private void gap(Line.Gap gap) {
        marker(Icon.GAP, GAP);
        marker.setId(ChatIds.gap(gap.row().fromSeq()));
        again.setId(ChatIds.gapRetry(gap.row().fromSeq()));
        again.setText(gap.loading() ? "Loading…" : "Try again");
        again.setDisable(gap.loading());
        again.setVisible(true);
        again.setManaged(true);
        again.setOnAction(event -> fill.accept(gap.row()));
    }

    private void marker(Icon icon, String text) {
        icon.showIn(markerIcon);
        markerWords.setText(text);
        setAccessibleText(text);
        only(marker, "day-line");
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
}
