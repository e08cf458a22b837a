package io.callvault.desktop.pages;

import io.callvault.desktop.app.MainIds;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.model.id.CallId;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.stage.Stage;

/** The page of past calls. */
public final class CallsPage extends Page {
    /** Opens it by the rail. */
    public CallsPage(Stage stage) {
        super(stage);
        click(MainIds.CALLS);
        await(CallIds.PAGE);
    }

    /** What each row says, from top to bottom. */
    public List<String> rows() {
        return FxHarness.get(() -> stage().getScene().getRoot().lookupAll(".list-cell").stream()
                .filter(node -> node.getId() != null && node.getId().startsWith("past-call-") && node.isVisible())
                .sorted(Comparator.comparingDouble(
                        node -> node.localToScene(0, 0).getY()))
                .map(Node::getAccessibleText)
                .toList());
    }

    /** Waits until the newest row holds a text. */
    public CallsPage awaitNewest(String part) {
        FxHarness.waitFor(
                "the newest call says " + part,
                () -> !rows().isEmpty() && rows().getFirst().contains(part));
        return this;
    }

    public CallsPage onlyMissed() {
        click(CallIds.FILTER_MISSED);
        return this;
    }

    public boolean isEmpty() {
        return shows(CallIds.NO_CALLS);
    }

    public void callBack(CallId call) {
        click(CallIds.callBack(call));
    }

    public CallsPage toggleDetails(CallId call) {
        click(CallIds.pastDetails(call));
        return this;
    }
}
