package io.callvault.desktop.fx;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * The cells of an {@link AnchoredFlow} that stand for rows now, by row index, and the spare ones. A row's height is measured once and
 * remembered until its content or the width changes. FX thread.
 */
final class FlowRows<T> {
    /** One cell at work. */
    static final class Row<T> {
        private final AnchoredFlow.Cell<T> cell;
        private double height = -1;
        private double measuredAt = -1;

        Row(AnchoredFlow.Cell<T> cell) {
            this.cell = cell;
        }

        Region node() {
            return cell.node();
        }
    }

    /** Enough for a fast wheel in both directions; more would only hold memory. */
    private static final int SPARE = 24;

    private final Supplier<AnchoredFlow.Cell<T>> factory;
    private final List<T> items;
    private final List<Node> children;
    private final ArrayDeque<Row<T>> spare = new ArrayDeque<>();
    private TreeMap<Integer, Row<T>> live = new TreeMap<>();
    private int made;

    FlowRows(List<T> items, Supplier<AnchoredFlow.Cell<T>> factory, List<Node> children) {
        this.items = items;
        this.factory = factory;
        this.children = children;
    }

    /** The row at an index, with a cell of its own from now on. */
    Row<T> at(int index) {
        Row<T> row = live.get(index);
        if (row == null) {
            row = spare.poll();
            if (row == null) {
                row = new Row<>(factory.get());
                row.node().setAccessibleRole(AccessibleRole.LIST_ITEM);
                children.addFirst(row.node());
                made++;
            }
            row.node().setVisible(true);
            live.put(index, row);
            show(row, index);
        }
        return row;
    }

    /** Height in pixels of the row at an index when it is so wide. */
    double height(int index, double width) {
        Row<T> row = at(index);
        if (row.measuredAt != width || row.height < 0 || row.node().isNeedsLayout()) {
            row.height = row.node().snapSizeY(row.node().prefHeight(width));
            row.measuredAt = width;
            // Laid out at once, it needs no layout any more: or every question for its height would measure the text
            // anew.
            row.node().resize(width, row.height);
            row.node().layout();
        }
        return row.height;
    }

    /** Whether the row at an index has a cell: it was in view at the last layout. */
    boolean isLive(int index) {
        return live.containsKey(index);
    }

    /** Shows an item that was replaced. */
    void update(int index) {
        Row<T> row = live.get(index);
        if (row != null) {
            show(row, index);
        }
    }

    /** Moves the rows from {@code from} on by {@code count} (rows were inserted there). */
    void insert(int from, int count) {
        var moved = new TreeMap<Integer, Row<T>>();
        live.forEach((index, row) -> moved.put(index < from ? index : index + count, row));
        live = moved;
    }

    /** Lets go of {@code count} removed rows and closes the gap. */
    void remove(int from, int count) {
        release(live.subMap(from, from + count));
        var moved = new TreeMap<Integer, Row<T>>();
        live.forEach((index, row) -> moved.put(index < from ? index : index - count, row));
        live = moved;
    }

    /** Lets go of every row outside of the range (both ends included). */
    void keepOnly(int first, int last) {
        release(live.headMap(first));
        release(live.tailMap(last, false));
    }

    void clear() {
        release(live);
    }

    Collection<Row<T>> live() {
        return live.values();
    }

    /** How many cells were ever made: a measure of reuse. */
    int made() {
        return made;
    }

    private void show(Row<T> row, int index) {
        row.cell.show(items.get(index));
        row.height = -1;
        row.node().applyCss();
    }

    private void release(Map<Integer, Row<T>> rows) {
        for (Row<T> row : rows.values()) {
            row.cell.clear();
            if (spare.size() < SPARE) {
                row.node().setVisible(false);
                spare.add(row);
            } else {
                children.remove(row.node());
            }
        }
        rows.clear();
    }
}
