package io.callvault.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnchoredFlowTest {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 500;
    private static final long SEED = 20261120;

    /** A row of a height that depends on the width, as text does. */
    private record Item(int id, double area, int version) {
        double height(double width) {
            return 20 + Math.ceil(area / width);
        }
    }

    private static final class Row extends Region implements AnchoredFlow.Cell<Item> {
        private double area;
        private int shown = -1;

        @Override
        public Region node() {
            return this;
        }

        @Override
        public void show(Item item) {
            area = item.area();
            shown = item.id();
            requestLayout();
        }

        @Override
        public void clear() {
            shown = -1;
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return 20 + Math.ceil(area / width);
        }
    }

    private final Random random = new Random(SEED);
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final List<Integer> asked = new ArrayList<>();
    private AnchoredFlow<Item> flow;
    private Stage stage;
    private int next;

    AnchoredFlowTest() {
        System.out.println("AnchoredFlowTest seed " + SEED);
        flow = FxHarness.get(() -> new AnchoredFlow<>(items, Item::id, Row::new, new FxThread()));
        stage = FxHarness.get(Stage::new);
    }

    @BeforeEach
    void open() {
        FxHarness.run(() -> flow.setId("flow"));
        stage = FxHarness.show(() -> new StackPane(flow), WIDTH, HEIGHT, Theme.Choice.LIGHT);
    }

    @AfterEach
    void close() {
        FxHarness.close(stage);
    }

    private List<Item> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item(next++, random.nextDouble(60_000), 0))
                .toList();
    }

    private void fill(int count) {
        FxHarness.run(() -> items.setAll(rows(count)));
        FxHarness.pulse();
    }

    private double topOf(Item item) {
        return FxHarness.get(() -> flow.topOf(items.indexOf(item)).orElseThrow());
    }

    private List<Row> shownRows() {
        return FxHarness.get(() -> flow.getChildrenUnmodifiable().stream()
                .filter(Row.class::isInstance)
                .map(Row.class::cast)
                .filter(Node::isVisible)
                .toList());
    }

    private Item firstReadable() {
        return FxHarness.get(() -> items.get(flow.readableProperty().get().first() + 1));
    }

    @Test
    void opensAtTheEndAndStaysThereWhenRowsAreAppended() {
        fill(200);
        assertEndInView();
        FxHarness.run(() -> items.addAll(rows(3)));
        FxHarness.pulse();
        assertEndInView();
    }

    @Test
    void appendedRowsDoNotMoveAViewThatIsElsewhere() {
        fill(200);
        FxHarness.run(() -> flow.scrollTo(100, 0.3));
        FxHarness.pulse();
        Item seen = firstReadable();
        double before = topOf(seen);
        FxHarness.run(() -> items.addAll(rows(50)));
        FxHarness.pulse();
        assertThat(topOf(seen)).isEqualTo(before);
        assertThat(FxHarness.get(() -> flow.atEndProperty().get())).isFalse();
    }

    @Test
    void prependingRowsOfAnyHeightMovesTheAnchorByNothing() {
        fill(300);
        for (int round = 0; round < 20; round++) {
            double far = random.nextDouble(-400, 400);
            FxHarness.run(() -> flow.scrollTo(items.size() / 2, 0));
            FxHarness.pulse();
            FxHarness.run(() -> flow.scrollBy(far));
            FxHarness.pulse();
            Item seen = firstReadable();
            double before = topOf(seen);
            FxHarness.run(() -> items.addAll(0, rows(100)));
            FxHarness.pulse();
            assertThat(topOf(seen)).isEqualTo(before);
        }
    }

    @Test
    void prependingAtTheVeryTopMovesNothingEither() {
        fill(100);
        FxHarness.run(() -> flow.scrollTo(0, 0));
        FxHarness.pulse();
        Item seen = FxHarness.get(items::getFirst);
        assertThat(topOf(seen)).isZero();
        FxHarness.run(() -> items.addAll(0, rows(100)));
        FxHarness.pulse();
        assertThat(topOf(seen)).isZero();
    }

    @Test
    void anAnchorThatLeavesOrMovesHandsTheViewOnToTheRowBelowIt() {
        fill(100);
        FxHarness.run(() -> flow.scrollTo(0, 0));
        FxHarness.pulse();
        Item anchor = FxHarness.get(items::getFirst);
        Item below = FxHarness.get(() -> items.get(1));
        double before = topOf(below);
        FxHarness.run(() -> {
            items.removeFirst();
            items.addAll(0, rows(60));
            items.add(30, anchor);
        });
        FxHarness.pulse();
        assertThat(topOf(below)).isEqualTo(before);
    }

    @Test
    void removingRowsAboveMovesNothing() {
        fill(300);
        FxHarness.run(() -> flow.scrollTo(200, 0));
        FxHarness.pulse();
        Item seen = firstReadable();
        double before = topOf(seen);
        FxHarness.run(() -> items.remove(0, 100));
        FxHarness.pulse();
        assertThat(topOf(seen)).isEqualTo(before);
    }

    @Test
    void reflowKeepsTheAnchor() {
        fill(300);
        FxHarness.run(() -> flow.scrollTo(150, 0));
        FxHarness.pulse();
        FxHarness.run(() -> flow.scrollBy(13));
        FxHarness.pulse();
        Item seen = firstReadable();
        double before = topOf(seen);
        for (double width : new double[] {380, 720, 451, WIDTH}) {
            FxHarness.run(() -> {
                flow.setMaxWidth(width);
                flow.setMinWidth(width);
            });
            FxHarness.pulse();
            assertThat(topOf(seen)).isEqualTo(before);
        }
    }

    @Test
    void hundredThousandRowsNeedOnlyTheNodesInView() {
        fill(100_000);
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < 200; i++) {
            int jump = random.nextInt(100_000);
            boolean far = i % 10 == 0;
            FxHarness.run(() -> {
                if (far) {
                    flow.scrollTo(jump, 0);
                } else {
                    flow.scrollBy(jump % 900 - 450);
                }
            });
            FxHarness.pulses(1);
            nanos.add(FxHarness.get(flow::takeLayoutNanos));
        }
        nanos.sort(null);
        System.out.printf(
                "timeline layout per scroll step, 100,000 rows: p50 %.3f ms, p99 %.3f ms, cells made %d%n",
                nanos.get(100) / 1e6, nanos.get(197) / 1e6, flow.cellsMade());
        assertThat(shownRows().size()).isLessThan(25);
        assertThat(flow.cellsMade()).isLessThan(100);
        assertThat(FxHarness.get(() -> flow.getChildrenUnmodifiable().size())).isLessThan(60);
    }

    @Test
    void realBubblesAreReusedToo() {
        ObservableList<Bubble.Content> messages = FXCollections.observableArrayList();
        for (int i = 0; i < 20_000; i++) {
            String text = "word ".repeat(1 + random.nextInt(60)) + i + (i % 5 == 0 ? " 🎉" : "");
            messages.add(new Bubble.Content(
                    text, "14:05", i % 3 == 0, true, true, Optional.of(StatusMark.READ), Optional.empty()));
        }
        var real = FxHarness.get(
                () -> new AnchoredFlow<>(messages, Bubble.Content::text, BubbleCell::new, new FxThread()));
        Stage window = FxHarness.show(() -> new StackPane(real), 800, 700, Theme.Choice.LIGHT);
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < 400; i++) {
            double step = random.nextDouble(-300, 300);
            FxHarness.run(() -> real.scrollBy(step - 60));
            FxHarness.pulses(1);
            nanos.add(FxHarness.get(real::takeLayoutNanos));
        }
        FxHarness.close(window);
        nanos.sort(null);
        System.out.printf(
                "timeline layout per scroll step, 20,000 real bubbles: p50 %.3f ms, p99 %.3f ms, cells made %d%n",
                nanos.get(200) / 1e6, nanos.get(395) / 1e6, real.cellsMade());
        assertThat(real.cellsMade()).isLessThan(80);
    }

    private static final class BubbleCell implements AnchoredFlow.Cell<Bubble.Content> {
        private final BubbleRow row = new BubbleRow();

        @Override
        public Region node() {
            return row;
        }

        @Override
        public void show(Bubble.Content item) {
            row.show(item);
        }

        @Override
        public void clear() {
            row.clear();
        }
    }

    @Test
    void shownRowsFillTheViewWithoutGapsOrOverlap() {
        fill(500);
        for (int i = 0; i < 100; i++) {
            FxHarness.run(() -> flow.scrollBy(random.nextDouble(-1500, 1500)));
            FxHarness.pulses(1);
            var sorted = shownRows().stream()
                    .sorted((a, b) -> Double.compare(a.getLayoutY(), b.getLayoutY()))
                    .toList();
            assertThat(sorted.getFirst().getLayoutY()).isLessThanOrEqualTo(0);
            for (int row = 1; row < sorted.size(); row++) {
                Row above = sorted.get(row - 1);
                assertThat(sorted.get(row).getLayoutY())
                        .isCloseTo(above.getLayoutY() + above.getHeight(), within(0.001));
                assertThat(sorted.get(row).shown).isEqualTo(above.shown + 1);
            }
            assertThat(sorted.getLast().getLayoutY() + sorted.getLast().getHeight())
                    .isGreaterThanOrEqualTo(HEIGHT - 0.5);
        }
    }

    @Test
    void stopsAtBothEnds() {
        fill(100);
        FxHarness.run(() -> flow.scrollBy(-1_000_000));
        FxHarness.pulse();
        assertThat(topOf(items.getFirst())).isZero();
        FxHarness.run(() -> flow.scrollBy(1_000_000));
        FxHarness.pulse();
        assertEndInView();
    }

    @Test
    void shortContentsStandAtTheBottom() {
        FxHarness.run(() -> items.setAll(List.of(new Item(1, 6000, 0), new Item(2, 6000, 0))));
        FxHarness.pulse();
        assertEndInView();
        assertThat(topOf(items.getFirst())).isEqualTo(HEIGHT - 60);
        assertThat(FxHarness.get(() -> bar().isVisible())).isFalse();
    }

    @Test
    void aReplacedItemKeepsItsCellAndItsPlace() {
        fill(200);
        FxHarness.run(() -> flow.scrollTo(100, 0));
        FxHarness.pulse();
        Item seen = firstReadable();
        double before = topOf(seen);
        int cells = flow.cellsMade();
        var newer = new Item(seen.id(), seen.area() + 30_000, 1);
        FxHarness.run(() -> items.set(items.indexOf(seen), newer));
        FxHarness.pulse();
        assertThat(topOf(newer)).isEqualTo(before);
        assertThat(flow.cellsMade()).isEqualTo(cells);
    }

    @Test
    void aWholeNewListFindsTheAnchorAgain() {
        fill(200);
        FxHarness.run(() -> flow.scrollTo(100, 0));
        FxHarness.pulse();
        Item seen = firstReadable();
        double before = topOf(seen);
        var longer = new ArrayList<>(rows(70));
        longer.addAll(FxHarness.get(() -> List.copyOf(items)));
        FxHarness.run(() -> items.setAll(longer));
        FxHarness.pulse();
        assertThat(topOf(seen)).isEqualTo(before);
    }

    @Test
    void keysScroll() {
        fill(300);
        FxHarness.press(stage, "flow", KeyCode.HOME);
        FxHarness.pulse();
        assertThat(topOf(items.getFirst())).isZero();
        FxHarness.press(stage, "flow", KeyCode.DOWN);
        FxHarness.pulse();
        assertThat(topOf(items.getFirst())).isEqualTo(-48);
        FxHarness.press(stage, "flow", KeyCode.UP);
        FxHarness.press(stage, "flow", KeyCode.PAGE_DOWN);
        FxHarness.pulse();
        assertThat(shownRows().stream().mapToInt(row -> row.shown).min().orElseThrow())
                .isPositive();
        FxHarness.press(stage, "flow", KeyCode.PAGE_UP);
        FxHarness.pulse();
        assertThat(topOf(items.getFirst())).isZero();
        FxHarness.press(stage, "flow", KeyCode.END);
        FxHarness.pulse();
        assertEndInView();
    }

    @Test
    void theThumbLeadsEverywhereAndReachesBothEnds() {
        fill(1000);
        FxHarness.run(() -> bar().setValue(0));
        FxHarness.pulse();
        assertThat(topOf(items.getFirst())).isZero();
        FxHarness.run(() -> bar().setValue(0.5));
        FxHarness.pulse();
        assertThat(FxHarness.get(() -> flow.readableProperty().get().first())).isBetween(480, 520);
        assertThat(FxHarness.get(() -> bar().getValue())).isCloseTo(0.5, within(0.02));
        FxHarness.run(() -> bar().setValue(1));
        FxHarness.pulse();
        assertEndInView();
        assertThat(FxHarness.get(() -> bar().getValue())).isEqualTo(1);
    }

    @Test
    void asksForPagesOnceAtEachEnd() {
        fill(300);
        FxHarness.run(() -> {
            flow.setOnNearTop(() -> asked.add(-1));
            flow.setOnNearBottom(() -> asked.add(1));
            flow.scrollTo(150, 0);
        });
        FxHarness.pulse();
        asked.clear();
        FxHarness.run(() -> flow.scrollTo(10, 0));
        FxHarness.pulse();
        FxHarness.run(() -> flow.scrollBy(-20));
        FxHarness.pulse();
        assertThat(asked).containsExactly(-1);
        FxHarness.run(() -> items.addAll(0, rows(10)));
        FxHarness.pulse();
        assertThat(asked)
                .as("again after rows came, since the top is still near")
                .containsExactly(-1, -1);
        FxHarness.run(flow::scrollToEnd);
        FxHarness.pulse();
        assertThat(asked).containsExactly(-1, -1, 1);
    }

    @Test
    void anIdleViewIsNotLaidOutAgain() {
        fill(300);
        FxHarness.pulses(3);
        FxHarness.run(() -> flow.requestLayout());
        FxHarness.pulses(4);
        assertThat(FxHarness.get(() -> flow.isNeedsLayout())).isFalse();
    }

    private ScrollBar bar() {
        return (ScrollBar) flow.lookup(".scroll-bar");
    }

    private void assertEndInView() {
        Item last = FxHarness.get(items::getLast);
        double height = FxHarness.get(() -> last.height(flow.getWidth()));
        assertThat(topOf(last) + height).isCloseTo(HEIGHT, within(0.5));
        assertThat(FxHarness.get(() -> flow.atEndProperty().get())).isTrue();
    }
}
