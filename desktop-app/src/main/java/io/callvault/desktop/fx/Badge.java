package io.callvault.desktop.fx;

import javafx.scene.control.Label;

/** A count in a pill; gone at zero. */
public final class Badge extends Label {
    /** A wider number would push the text beside it away. */
    private static final int MOST = 9999;

    public Badge() {
        getStyleClass().add("badge");
        setMinWidth(USE_PREF_SIZE);
        show(0);
    }

    /** @param count of unread things, not negative */
    public void show(int count) {
        setText(count > MOST ? MOST + "+" : Integer.toString(count));
        setVisible(count > 0);
        setManaged(count > 0);
        setAccessibleText(count + " unread");
    }
}
