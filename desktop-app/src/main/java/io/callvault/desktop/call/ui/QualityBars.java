package io.callvault.desktop.call.ui;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Four bars that tell how well a call goes, or went. FX thread. */
public final class QualityBars extends HBox {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final PseudoClass WEAK = PseudoClass.getPseudoClass("weak");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final int BARS = 4;
    private static final double LOWEST = 5;
    private static final double STEP = 3.5;

    public QualityBars() {
        super(2.5);
        getStyleClass().add("quality-bars");
        setAlignment(Pos.BOTTOM_CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        for (int i = 0; i < BARS; i++) {
            var bar = new Region();
            bar.getStyleClass().add("quality-bar");
            bar.setMinSize(4, LOWEST + i * STEP);
            bar.setMaxSize(4, LOWEST + i * STEP);
            getChildren().add(bar);
        }
        show(BARS, "");
    }

    /**
     * Lights so many bars.
     *
     * @param words what a screen reader says
     */
    public void show(int bars, String words) {
        for (int i = 0; i < BARS; i++) {
            getChildren().get(i).pseudoClassStateChanged(ON, i < bars);
        }
        pseudoClassStateChanged(WEAK, bars == 2);
        pseudoClassStateChanged(BAD, bars <= 1);
        setAccessibleText(words);
    }
}
