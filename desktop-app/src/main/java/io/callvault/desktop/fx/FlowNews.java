package io.callvault.desktop.fx;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What an {@link AnchoredFlow} tells: never from inside the layout pass, and only the newest state. */
final class FlowNews {
    /** Pages are asked for while so many rows are still ahead: more than a flick of the wheel. */
    private static final int NEAR = 25;

    /**
     * What the layout found.
     *
     * @param first row with a cell
     * @param last row with a cell; less than {@code first} if there is none
     */
    record Found(AnchoredFlow.Range readable, boolean atEnd, int first, int last, int count) {}

    private final ReadOnlyObjectWrapper<AnchoredFlow.Range> readable =
            new ReadOnlyObjectWrapper<>(this, "readable", AnchoredFlow.Range.NONE);
    private final ReadOnlyBooleanWrapper atEnd = new ReadOnlyBooleanWrapper(this, "atEnd", true);
    private final UiExecutor ui;
    private Runnable onNearTop = () -> {};
    private Runnable onNearBottom = () -> {};
    private Found found = new Found(AnchoredFlow.Range.NONE, true, 0, -1, 0);
    private boolean askedTop;
    private boolean askedBottom;
    private boolean announcing;

    FlowNews(UiExecutor ui) {
        this.ui = ui;
    }

    ReadOnlyObjectWrapper<AnchoredFlow.Range> readable() {
        return readable;
    }

    ReadOnlyBooleanWrapper atEnd() {
        return atEnd;
    }

    void setOnNearTop(Runnable action) {
        onNearTop = action;
    }

    void setOnNearBottom(Runnable action) {
        onNearBottom = action;
    }

    /** Rows came or went: what was asked for may have been answered. */
    void rowsChanged() {
        askedTop = false;
        askedBottom = false;
    }

    void laidOut(Found now) {
        found = now;
        if (!announcing) {
            announcing = true;
            ui.execute(this::announce);
        }
    }

    private void announce() {
        announcing = false;
        Found now = found;
        readable.set(now.readable());
        atEnd.set(now.atEnd());
        boolean nearTop = now.count() > 0 && now.first() < NEAR;
        boolean nearBottom = now.count() > 0 && now.last() >= now.count() - NEAR;
        boolean askTop = nearTop && !askedTop;
        boolean askBottom = nearBottom && !askedBottom;
        askedTop = nearTop;
        askedBottom = nearBottom;
        if (askTop) {
            onNearTop.run();
        }
        if (askBottom) {
            onNearBottom.run();
        }
    }
}
