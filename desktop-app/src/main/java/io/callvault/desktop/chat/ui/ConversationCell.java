package io.callvault.desktop.chat.ui;

import io.callvault.desktop.fx.Avatar;
import io.callvault.desktop.fx.Badge;
import io.callvault.desktop.fx.EmojiLabel;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.model.id.ConversationId;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A conversation in the list: avatar, name, last message, time, mark and count. */
final class ConversationCell extends ListCell<ConversationItem> {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double FACE = 48;

    private final Avatar face = new Avatar(FACE);
    private final Region dot = new Region();
    private final EmojiLabel name = new EmojiLabel("conversation-name", 17);
    private final EmojiLabel preview = new EmojiLabel("conversation-preview", 16);
    private final EmojiLabel draft = new EmojiLabel("conversation-draft", 16);
    private final FontIcon mark = new FontIcon();
    private final Label time = new Label();
    private final Badge badge = new Badge();
    private final HBox box;
    private final Predicate<ConversationId> isOpen;

    ConversationCell(Predicate<ConversationId> isOpen) {
        this.isOpen = isOpen;
        time.getStyleClass().add("conversation-time");
        time.setMinWidth(USE_PREF_SIZE);
        dot.getStyleClass().add("presence-dot");
        dot.setMaxSize(14, 14);
        StackPane.setAlignment(dot, Pos.BOTTOM_RIGHT);
        var picture = new StackPane(face, dot);
        picture.setMaxHeight(FACE);
        var spring = new Region();
        HBox.setHgrow(name, Priority.SOMETIMES);
        HBox.setHgrow(spring, Priority.ALWAYS);
        var top = new HBox(4, name, spring, mark, time);
        top.setAlignment(Pos.CENTER_LEFT);
        var lower = new StackPane(preview, draft);
        lower.setMinWidth(0);
        lower.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(lower, Priority.ALWAYS);
        var bottom = new HBox(8, lower, badge);
        bottom.setAlignment(Pos.CENTER_LEFT);
        bottom.setMinHeight(22);
        var words = new VBox(2, top, bottom);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        box = new HBox(12, picture, words);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("conversation");
        box.setMinWidth(0);
        box.setPrefWidth(0);
    }

    /** Draws again: another conversation is open now. */
    void redraw() {
        updateItem(getItem(), isEmpty());
    }

    @Override
    protected void updateItem(@Nullable ConversationItem item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            setId(null);
            badge.setId(null);
            return;
        }
        ConversationId id = item.row().id();
        setId(ChatIds.conversation(id));
        badge.setId(ChatIds.unread(id));
        face.show(Faces.of(item.row()), item.row().title());
        dot.setVisible(item.online());
        name.show(item.row().title());
        boolean showDraft = item.hasDraft() && item.typing().isEmpty() && !isOpen.test(id);
        draft.setVisible(showDraft);
        preview.setVisible(!showDraft);
        (showDraft ? draft : preview).show(item.preview());
        Optional<StatusMark> status = item.mark();
        status.ifPresent(state -> state.showIn(mark));
        mark.setVisible(status.isPresent());
        mark.setManaged(status.isPresent());
        time.setText(item.time());
        badge.show(item.row().unread());
        setAccessibleText(item.row().title() + ", " + item.preview() + ", " + item.time()
                + (item.row().unread() > 0 ? ", " + item.row().unread() + " unread" : ""));
        box.pseudoClassStateChanged(SELECTED, isOpen.test(id));
        setGraphic(box);
    }
}
