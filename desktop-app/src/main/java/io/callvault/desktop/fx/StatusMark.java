package io.callvault.desktop.fx;

import java.util.Locale;
import org.kordamp.ikonli.javafx.FontIcon;

/** What became of a message of one's own. */
public enum StatusMark {
    /** On this device only. */
    WAITING(Icon.WAITING, "waiting"),
    /** With the server, durably. */
    SENT(Icon.ONE_TICK, "sent"),
    /** On a device of the other side. */
    DELIVERED(Icon.TWO_TICKS, "delivered"),
    /** On their screen. */
    READ(Icon.TWO_TICKS, "read"),
    /** Refused; the text is kept. */
    FAILED(Icon.FAILED, "not sent");

    private final Icon icon;
    private final String words;

    StatusMark(Icon icon, String words) {
        this.icon = icon;
        this.words = words;
    }

    /** For screen readers. */
    public String words() {
        return words;
    }

    /** A new node that shows this mark. */
    public FontIcon node() {
        FontIcon node = new FontIcon();
        showIn(node);
        return node;
    }

    /** Shows this mark in a node that showed another. */
    public void showIn(FontIcon node) {
        icon.showIn(node);
        node.getStyleClass().setAll("ikonli-font-icon", "mark", "mark-" + name().toLowerCase(Locale.ROOT));
        node.setAccessibleText(words);
    }
}
