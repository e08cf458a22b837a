package io.callvault.architecture.violations.desktop.chat;

import javafx.application.Platform;

/** Hops to the FX thread past the bridge. */
public final class RunsLater {
    void hop(Runnable work) {
        Platform.runLater(work);
    }
}
