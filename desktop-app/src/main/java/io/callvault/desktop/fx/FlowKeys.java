package io.callvault.desktop.fx;

import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/** Scrolls an {@link AnchoredFlow} with the keyboard: arrows, page up and down, home and end. */
final class FlowKeys implements EventHandler<KeyEvent> {
    /** A little more than a row of one line. */
    private static final double LINE = 48;
    /** A page leaves some of the old one in view, so that the eye finds its place. */
    private static final double PAGE = 0.85;

    private final AnchoredFlow<?> flow;

    FlowKeys(AnchoredFlow<?> flow) {
        this.flow = flow;
    }

    @Override
    public void handle(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> flow.scrollBy(-LINE);
            case DOWN -> flow.scrollBy(LINE);
            case PAGE_UP -> flow.scrollBy(-PAGE * flow.getHeight());
            case PAGE_DOWN -> flow.scrollBy(PAGE * flow.getHeight());
            case HOME -> flow.scrollTo(0, 0);
            case END -> flow.scrollToEnd();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
