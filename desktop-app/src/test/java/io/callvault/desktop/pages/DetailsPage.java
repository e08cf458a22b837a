package io.callvault.desktop.pages;

import io.callvault.desktop.diag.ui.DiagIds;
import javafx.stage.Stage;

/** The connection details. */
public final class DetailsPage extends Page {
    public DetailsPage(Stage stage) {
        super(stage);
        await(DiagIds.DETAILS);
        await(DiagIds.detail("status"));
    }

    /** What a line says now. */
    public String fact(String id) {
        String line = words(DiagIds.detail(id));
        return line.substring(line.indexOf(": ") + 2);
    }

    /** Waits until a line says this. */
    public DetailsPage awaitFact(String id, String part) {
        awaitWords(DiagIds.detail(id), part);
        return this;
    }
}
