package io.callvault.desktop.e2e;

import io.callvault.desktop.chat.ui.ChatIds;
import io.callvault.desktop.fx.AnchoredFlow;
import io.callvault.desktop.fx.Bubble;
import io.callvault.desktop.fx.BubbleRow;
import io.callvault.desktop.fx.FxHarness;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

/** Sees what a person sees of the timeline: which bubbles stand where. FX thread, unless a method says otherwise. */
final class TimelineWatch {

    private final AnchoredFlow<?> flow;
    private final ToLongFunction<String> seqOf;
    private final Set<Node> cells = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Any thread but the FX thread. */
    TimelineWatch(Stage stage, ToLongFunction<String> seqOf) {
        this.flow = (AnchoredFlow<?>) FxHarness.node(stage, ChatIds.TIMELINE);
        this.seqOf = seqOf;
    }

    AnchoredFlow<?> flow() {
        return flow;
    }

    /** The top of every stored message's bubble in view, from the top of the timeline, by seq. */
    NavigableMap<Long, Double> tops() {
        NavigableMap<Long, Double> tops = new TreeMap<>();
        for (Node node : flow.getChildrenUnmodifiable()) {
            bubble(node).ifPresent(row -> {
                Bubble bubble = row.bubble();
                long seq = seqOf.applyAsLong(row.getId().substring("message-".length()));
                if (seq > 0) {
                    tops.put(
                            seq,
                            bubble.localToScene(0, 0).getY()
                                    - flow.localToScene(0, 0).getY());
                }
            });
        }
        return tops;
    }

    /** The first message whose whole row is in view, the space above its bubble included: the one that holds the view. */
    long firstWhole() {
        return flow.getChildrenUnmodifiable().stream()
                .filter(cell -> cell.getLayoutY() >= 0)
                .flatMap(cell -> bubble(cell).stream())
                .mapToLong(row -> seqOf.applyAsLong(row.getId().substring("message-".length())))
                .filter(seq -> seq > 0)
                .min()
                .orElseThrow();
    }

    /** Where the bubble of a message stands that is in view. */
    double topOf(long seq) {
        return Objects.requireNonNull(tops().get(seq), () -> "message " + seq + " is not in view");
    }

    /** Seqs in view from top to bottom by where they stand. */
    java.util.List<Long> order() {
        return tops().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the view has come to the first or the last loaded line and cannot go further. */
    boolean atEdge(boolean up) {
        if (up) {
            return flow.topOf(0).filter(top -> top >= -0.5).isPresent();
        }
        int last = lines() - 1;
        return flow.topOf(last).isPresent()
                && flow.queryAccessibleAttribute(AccessibleAttribute.ITEM_AT_INDEX, last) instanceof Node cell
                && cell.getBoundsInParent().getMaxY() <= flow.getHeight() + 0.5;
    }

    /** Lines the flow can reach: rows in memory and what stands between them. */
    int lines() {
        return (Integer) flow.queryAccessibleAttribute(AccessibleAttribute.ITEM_COUNT);
    }

    /** Nodes the flow holds, spare ones included. */
    int nodes() {
        cells.addAll(flow.getChildrenUnmodifiable());
        return flow.getChildrenUnmodifiable().size();
    }

    /** Different nodes that {@link #nodes} ever met. */
    int nodesEver() {
        return cells.size();
    }

    /** Turns the wheel: positive moves the contents down, towards older messages. */
    void wheel(double pixels) {
        flow.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                10,
                10,
                10,
                10,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                pixels,
                0,
                pixels,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                new PickResult(flow, 10, 10)));
    }

    private static java.util.Optional<BubbleRow> bubble(Node cell) {
        if (!cell.isVisible() || !(cell instanceof javafx.scene.Parent parent)) {
            return java.util.Optional.empty();
        }
        return parent.getChildrenUnmodifiable().stream()
                .filter(node -> node instanceof BubbleRow && node.getId() != null)
                .map(BubbleRow.class::cast)
                .findFirst();
    }
}
