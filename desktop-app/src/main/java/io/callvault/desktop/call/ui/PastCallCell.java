package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService.PastCall;
import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A past call: with whom, which way, when, how long and how well; a button calls back, another shows what else is known. */
final class PastCallCell extends ListCell<PastCall> {
    private static final PseudoClass MISSED = PseudoClass.getPseudoClass("missed");

    /** What the cells of one list share. */
    interface Desk {
        void callBack(PastCall call);

        /** The one that is open. */
        Optional<CallId> open();

        void toggle(CallId call);
    }

    private final CallTimes times;
    private final Function<ConversationId, String> faces;
    private final Desk desk;
    private final Avatar face = new Avatar(44);
    private final EmojiLabel name = new EmojiLabel("past-name", 16);
    private final FontIcon arrow = Icon.CALL_IN.node("past-arrow");
    private final Label words = new Label();
    private final Label time = new Label();
    private final QualityBars bars = new QualityBars();
    private final IconButton more = new IconButton(Icon.INFO, "Details");
    private final IconButton back = new IconButton(Icon.CALLS, "Call back");
    private final Label details = new Label();
    private final VBox box;

    PastCallCell(CallTimes times, Function<ConversationId, String> faces, Desk desk) {
        this.times = times;
        this.faces = faces;
        this.desk = desk;
        words.getStyleClass().add("past-words");
        time.getStyleClass().add("past-time");
        time.setMinWidth(USE_PREF_SIZE);
        details.getStyleClass().add("past-details");
        details.setWrapText(true);
        var second = new HBox(5, arrow, words);
        second.setAlignment(Pos.CENTER_LEFT);
        var middle = new VBox(2, name, second);
        middle.setAlignment(Pos.CENTER_LEFT);
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        HBox.setMargin(bars, new javafx.geometry.Insets(0, 6, 0, 6));
        var line = new HBox(8, face, middle, bars, time, more, back);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setMargin(middle, new javafx.geometry.Insets(0, 0, 0, 4));
        box = new VBox(line);
        box.getStyleClass().add("past-call");
        box.setMinWidth(0);
        box.setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PastCall call, boolean empty) {
        super.updateItem(call, empty);
        setText(null);
        if (empty || call == null) {
            setGraphic(null);
            setId(null);
            more.setId(null);
            back.setId(null);
            return;
        }
        setId(CallIds.past(call.callId()));
        more.setId(CallIds.pastDetails(call.callId()));
        back.setId(CallIds.callBack(call.callId()));
        face.show(faces.apply(call.conversationId()), call.person());
        name.show(call.person());
        boolean missed = CallSentences.missed(call);
        box.pseudoClassStateChanged(MISSED, missed);
        (missed ? Icon.CALL_MISSED : call.incoming() ? Icon.CALL_IN : Icon.CALL_OUT).showIn(arrow);
        String said =
                CallSentences.past(call) + (call.seconds() > 0 ? ", " + CallSentences.duration(call.seconds()) : "");
        words.setText(said);
        time.setText(times.inList(call.startedMs()));
        int quality = CallSentences.barsOf(call.mos());
        bars.setVisible(quality > 0);
        bars.show(quality, quality + " of 4 bars");
        String kind = call.video() ? "Video call" : "Call";
        if (back.getGraphic() instanceof FontIcon icon) {
            (call.video() ? Icon.VIDEO : Icon.CALLS).showIn(icon);
        }
        back.setAccessibleText(kind + " to " + call.person());
        back.setOnAction(event -> desk.callBack(call));
        more.setOnAction(event -> desk.toggle(call.callId()));
        boolean open = desk.open().equals(Optional.of(call.callId()));
        more.setAccessibleText((open ? "Hide" : "Show") + " the details of this call");
        details.setText(open ? details(call) : "");
        if (open != box.getChildren().contains(details)) {
            if (open) {
                box.getChildren().add(details);
            } else {
                box.getChildren().remove(details);
            }
        }
        setAccessibleText(call.person() + ", " + said + ", " + time.getText()
                + (quality > 0 ? ", " + quality + " of 4 bars" : ""));
        setGraphic(box);
    }

    private String details(PastCall call) {
        var text = new StringBuilder(times.day(call.startedMs())).append(" at ").append(times.clock(call.startedMs()));
        text.append("  ·  ").append(CallSentences.title(call.end(), call.incoming()));
        if (call.mos() > 0) {
            text.append(String.format(Locale.ROOT, "  ·  sound %.1f of 4.5", call.mos()));
        }
        if (call.stars() > 0) {
            text.append("  ·  you gave it ").append(call.stars()).append(" of 5 stars");
        }
        String why = call.answered() ? "" : CallSentences.reason(call.end(), call.incoming());
        return why.isEmpty() ? text.toString() : text.append('\n').append(why).toString();
    }
}
