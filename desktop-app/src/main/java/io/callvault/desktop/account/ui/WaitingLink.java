package io.callvault.desktop.account.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;

/** Says that a link was opened and waits for somebody to be signed in. FX thread. */
final class WaitingLink extends Label {

    /** @param words in ASCII; empty if no link waits */
    WaitingLink(ObservableValue<String> words) {
        setId(AccountIds.WAITING_LINK);
        getStyleClass().add("link-note");
        setWrapText(true);
        setMaxWidth(Double.MAX_VALUE);
        textProperty().bind(words);
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
