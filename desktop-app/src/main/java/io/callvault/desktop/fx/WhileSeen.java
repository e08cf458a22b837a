package io.callvault.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;

/** Tells whether a node stands in a window and neither it nor anything around it is hidden, as a page behind another one is. FX thread. */
public final class WhileSeen {
    private final Node node;
    private final Consumer<Boolean> told;
    private final List<Node> watched = new ArrayList<>();
    private final ChangeListener<Boolean> look = (source, before, now) -> tell();
    private boolean seen;

    private WhileSeen(Node node, Consumer<Boolean> told) {
        this.node = node;
        this.told = told;
    }

    /** Tells every change from now on; not seen at first, even if the node is in view already. */
    public static void of(Node node, Consumer<Boolean> told) {
        var watch = new WhileSeen(node, told);
        node.sceneProperty().addListener((source, before, now) -> watch.follow());
        watch.follow();
    }

    private void follow() {
        watched.forEach(part -> part.visibleProperty().removeListener(look));
        watched.clear();
        if (node.getScene() != null) {
            for (Node part = node; part != null; part = part.getParent()) {
                watched.add(part);
            }
            watched.forEach(part -> part.visibleProperty().addListener(look));
        }
        tell();
    }

    private void tell() {
        boolean now = !watched.isEmpty() && watched.stream().allMatch(Node::isVisible);
        if (now != seen) {
            seen = now;
            told.accept(now);
        }
    }
}
