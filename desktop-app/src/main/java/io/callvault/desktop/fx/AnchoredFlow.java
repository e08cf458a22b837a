package io.callvault.desktop.fx;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * A virtualized column of rows of any height, for conversations of any length. What stands still is the <em>anchor</em>: one visible row
 * and the distance of its top from the top of the view. Rows above and below are laid out from there, so rows that are inserted, removed
 * or measured anew elsewhere never move it. Only visible rows have cells, and those are reused.
 *
 * <p>At the end the view sticks to it: new rows push the old ones up. Short contents stand at the bottom. FX thread only.
 *
 * @param <T> the items; a replaced item (same identity) keeps its cell
 */
public final class AnchoredFlow<T> extends Region {
    /** One reusable row. */
    public interface Cell<T> {
        /** The node, always the same. Its {@code prefHeight(width)} is the row's height. */
        Region node();

        /** Draws an item; the cell may show another one, also without {@link #clear()} in between. */
        void show(T item);

        /** Lets go of everything that belongs to the item: listeners, images, menus. */
        void clear();
    }

    /** Indexes of the first and the last row that can be read now, both included; none are readable if {@code last < first}. */
    public record Range(int first, int last) {
        static final Range NONE = new Range(0, -1);
    }

    /** What it asks for; it takes what it gets, and never measures its rows to answer. */
    private static final double ANY_SIZE = 400;

    private final ObservableList<T> items;
    private final Function<? super T, ?> identity;
    private final FlowRows<T> rows;
    private final FlowBar bar = new FlowBar(this::barMoved);
    private final FlowNews news;
    private final Rectangle clip = new Rectangle();

    private int anchor;
    private double anchorTop;
    private @Nullable Object anchorIdentity;
    private boolean pinned = true;
    private boolean moved = true;
    private boolean stickToEnd = true;
    private int first;
    private int last = -1;
    private long layoutNanos;

    /**
     * @param items shown in this order; may change at any time on the FX thread
     * @param identity what stays the same when an item is replaced by a newer version of itself
     * @param cells makes cells; called about as often as rows fit on a screen
     * @param ui carries the call-backs out of the layout pass
     */
    public AnchoredFlow(
            ObservableList<T> items,
            Function<? super T, ?> identity,
            Supplier<? extends Cell<T>> cells,
            UiExecutor ui) {
        this.items = items;
        this.identity = identity;
        news = new FlowNews(ui);
        rows = new FlowRows<>(items, cells::get, getChildren());
        getStyleClass().add("anchored-flow");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setClip(clip);
        getChildren().add(bar.node());
        items.addListener(this::changed);
        addEventHandler(ScrollEvent.SCROLL, event -> {
            scrollBy(-event.getDeltaY());
            event.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, new FlowKeys(this));
    }

    /** Called (once until rows come or the view moves away) when older rows should be loaded. */
    public void setOnNearTop(Runnable action) {
        news.setOnNearTop(action);
    }

    /** The same at the other end, for a view that does not hold the newest rows. */
    public void setOnNearBottom(Runnable action) {
        news.setOnNearBottom(action);
    }

    /** Whether rows appended while the view is at its end move it; off while newer pages are still to be loaded. On at first. */
    public void setStickToEnd(boolean stick) {
        stickToEnd = stick;
    }

    /** The rows a person can read now; changes after the layout. */
    public ReadOnlyObjectProperty<Range> readableProperty() {
        return news.readable().getReadOnlyProperty();
    }

    /** Whether the last row's end is in view. */
    public ReadOnlyBooleanProperty atEndProperty() {
        return news.atEnd().getReadOnlyProperty();
    }

    /** Moves the view down (positive) or up, in pixels; stops at the ends. */
    public void scrollBy(double pixels) {
        pinned = false;
        moved = true;
        anchorTop -= pixels;
        requestLayout();
    }

    /**
     * Brings a row into view.
     *
     * @param index clamped to the rows there are
     * @param place where its top shall stand: 0 at the top of the view, 1 at its bottom
     */
    public void scrollTo(int index, double place) {
        if (!items.isEmpty()) {
            hold(Math.clamp(index, 0, items.size() - 1), place * getHeight());
        }
    }

    /** Moves to the last row and sticks there. */
    public void scrollToEnd() {
        pinned = true;
        requestLayout();
    }

    /** The top of a row, in pixels below the top of the view; empty while it has no cell. */
    public Optional<Double> topOf(int index) {
        return index < first || index > last
                ? Optional.empty()
                : Optional.of(rows.at(index).node().getLayoutY());
    }

    /** How many rows stand in view since the last layout. */
    public int rowsInView() {
        return last - first + 1;
    }

    /** Nanoseconds spent in layout passes since this was last asked, for the benchmark. */
    long takeLayoutNanos() {
        long taken = layoutNanos;
        layoutNanos = 0;
        return taken;
    }

    int cellsMade() {
        return rows.made();
    }

    private void hold(int index, double top) {
        pinned = false;
        moved = true;
        anchor = index;
        anchorTop = top;
        anchorIdentity = identity.apply(items.get(index));
        requestLayout();
    }

    private void changed(ListChangeListener.Change<? extends T> change) {
        pinned &= stickToEnd;
        boolean lost = false;
        while (change.next()) {
            int from = change.getFrom();
            if (change.wasPermutated()) {
                rows.clear();
                lost = true;
            } else if (change.wasUpdated()) {
                for (int i = from; i < change.getTo(); i++) {
                    rows.update(i);
                }
            } else {
                lost |= replaced(from, change.getRemovedSize(), change.getAddedSize());
            }
        }
        news.rowsChanged();
        if (lost) {
            findAnchorAgain();
        } else if (anchor < items.size()) {
            anchorIdentity = identity.apply(items.get(anchor));
        }
        requestLayout();
    }

    /** @return whether the anchor may be another item now */
    private boolean replaced(int from, int removed, int added) {
        int same = Math.min(removed, added);
        boolean lost =
                anchor >= from && anchor < from + removed && !renewed(from, added) && !passAnchorOn(from + removed);
        for (int i = from; i < from + same; i++) {
            rows.update(i);
        }
        if (removed > added) {
            rows.remove(from + same, removed - added);
        } else if (added > removed) {
            rows.insert(from + same, added - removed);
        }
        if (anchor >= from + removed) {
            anchor += added - removed;
        }
        return lost;
    }

    /** Whether a newer version of the anchor's item stands in its place. */
    private boolean renewed(int from, int added) {
        return anchor < from + added && Objects.equals(identity.apply(items.get(anchor)), anchorIdentity);
    }

    /** The anchor's row goes, or moves elsewhere: what stands below it in view holds the view from now on. */
    private boolean passAnchorOn(int next) {
        if (!rows.isLive(next) || !rows.isLive(anchor)) {
            return false;
        }
        anchorTop += rows.at(next).node().getLayoutY() - rows.at(anchor).node().getLayoutY();
        anchor = next;
        return true;
    }

    private void findAnchorAgain() {
        anchor = Math.clamp(anchor, 0, Math.max(0, items.size() - 1));
        for (int i = 0; i < items.size(); i++) {
            // From the old place outwards would be faster, but whole lists are replaced rarely.
            if (Objects.equals(identity.apply(items.get(i)), anchorIdentity)) {
                anchor = i;
                return;
            }
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return ANY_SIZE;
    }

    @Override
    protected double computePrefHeight(double width) {
        return ANY_SIZE;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        long begin = System.nanoTime();
        double width = getWidth();
        double height = getHeight();
        clip.setWidth(width);
        clip.setHeight(height);
        if (items.isEmpty() || width <= 0 || height <= 0) {
            rows.clear();
            first = 0;
            last = -1;
            bar.hide();
            tell(Range.NONE);
            return;
        }
        double top = arrange(width, height);
        place(top, width, height);
        layoutNanos += System.nanoTime() - begin;
    }

    /** Finds the rows to show. @return the top of the first one */
    private double arrange(double width, double height) {
        int end = items.size() - 1;
        if (pinned) {
            moved = true;
            anchor = end;
            anchorTop = height - rows.height(end, width);
        }
        while (anchor < end && anchorTop + rows.height(anchor, width) <= 0) {
            anchorTop += rows.height(anchor++, width);
            rows.keepOnly(anchor, end);
        }
        while (anchor > 0 && anchorTop >= height) {
            anchorTop -= rows.height(--anchor, width);
            rows.keepOnly(0, anchor);
        }
        last = anchor;
        double bottom = anchorTop + rows.height(anchor, width);
        while (last < end && bottom < height) {
            bottom += rows.height(++last, width);
        }
        double shift = bottom < height ? height - bottom : 0;
        first = anchor;
        double top = anchorTop + shift;
        while (first > 0 && top > 0) {
            top -= rows.height(--first, width);
        }
        if (top > 0) {
            shift -= top;
            top = 0;
            while (last < end && bottom + shift < height) {
                bottom += rows.height(++last, width);
            }
            double free = Math.max(0, height - bottom - shift);
            shift += free;
            top += free;
        }
        bottom += shift;
        while (first < last && top + rows.height(first, width) <= 0) {
            top += rows.height(first++, width);
        }
        while (last > first && bottom - rows.height(last, width) >= height) {
            bottom -= rows.height(last--, width);
        }
        rows.keepOnly(first, last);
        pinned = last == end && bottom <= height + 0.5;
        return top;
    }

    private void place(double top, double width, double height) {
        double y = top;
        boolean held = !moved && anchor >= first && anchor <= last;
        moved = false;
        int firstRead = Integer.MAX_VALUE;
        int lastRead = -1;
        for (int i = first; i <= last; i++) {
            double rowHeight = rows.height(i, width);
            rows.at(i).node().resizeRelocate(0, y, width, rowHeight);
            if (held ? i == anchor : y >= 0 || i == last) {
                held = true;
                anchor = i;
                anchorTop = y;
                anchorIdentity = identity.apply(items.get(i));
            }
            boolean read = y + rowHeight <= height + 0.5 || y <= height / 2;
            if (read && y + rowHeight > 0) {
                firstRead = Math.min(firstRead, i);
                lastRead = i;
            }
            y += rowHeight;
        }
        showBar(top, y, width, height);
        tell(lastRead < 0 ? Range.NONE : new Range(firstRead, lastRead));
    }

    private void showBar(double top, double bottom, double width, double height) {
        double above = first + Math.max(0, -top) / Math.max(1, rows.height(first, width));
        double below = items.size() - 1 - last + Math.max(0, bottom - height) / Math.max(1, rows.height(last, width));
        bar.show(above, below, items.size(), width, height);
    }

    private void barMoved(double value) {
        if (items.isEmpty()) {
            return;
        }
        if (value >= 1) {
            scrollToEnd();
            return;
        }
        double row = value * Math.max(0, items.size() - Math.max(1, last - first));
        int index = (int) row;
        hold(index, 0);
        anchorTop = -(row - index) * (index >= first && index <= last ? rows.height(index, getWidth()) : 0);
    }

    private void tell(Range readable) {
        news.laidOut(new FlowNews.Found(readable, pinned, first, last, items.size()));
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case ITEM_COUNT -> items.size();
            case ITEM_AT_INDEX -> {
                int index = (Integer) parameters[0];
                yield index >= first && index <= last
                        ? rows.at(index).node()
                        : super.queryAccessibleAttribute(attribute, parameters);
            }
            case VERTICAL_SCROLLBAR -> bar.node();
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }
}
