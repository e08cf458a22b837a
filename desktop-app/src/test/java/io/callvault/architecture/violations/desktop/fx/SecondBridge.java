package io.callvault.architecture.violations.desktop.fx;

import javafx.application.Platform;

/** A second bridge to the FX thread. */
public final class SecondBridge {
    void hop(Runnable work) {
        Platform.runLater(work);
    }
}
