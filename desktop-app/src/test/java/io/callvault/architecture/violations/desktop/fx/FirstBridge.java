package io.callvault.architecture.violations.desktop.fx;

import javafx.application.Platform;

/** The one bridge, were it not for the second. */
public final class FirstBridge {
    void hop(Runnable work) {
        Platform.runLater(work);
    }
}
