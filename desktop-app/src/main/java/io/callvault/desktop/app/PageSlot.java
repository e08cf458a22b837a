package io.callvault.desktop.app;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A page's place beside the rail; the page itself is made when it is wanted first, so that the first window need not wait for it. FX thread. */
final class PageSlot<N extends Node> {
    private final StackPane pages;
    private final Supplier<N> make;
    private Optional<N> made = Optional.empty();

    PageSlot(StackPane pages, Supplier<N> make) {
        this.pages = pages;
        this.make = make;
    }

    /** The page, in its place. */
    N get() {
        if (made.isEmpty()) {
            N page = make.get();
            page.setVisible(false);
            pages.getChildren().add(page);
            made = Optional.of(page);
        }
        return made.get();
    }

    /** Shows this page and hides the others. */
    void show() {
        Rail.showOnly(pages, get());
    }

    /** Whether this node is the page; it is made for no question. */
    boolean is(Node node) {
        return made.filter(node::equals).isPresent();
    }
}
