package io.callvault.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class KeyedListTest {
    private record Item(int id, int version) {}

    private final KeyedList<Item> list = new KeyedList<>(Item::id);

    @Test
    void prependingTouchesNothingElse() {
        list.become(List.of(new Item(3, 0), new Item(4, 0)));
        var touched = new ArrayList<String>();
        list.addListener((ListChangeListener<Item>) change -> {
            while (change.next()) {
                touched.add(change.getFrom() + "+" + change.getAddedSize() + "-" + change.getRemovedSize());
            }
        });
        list.become(List.of(new Item(1, 0), new Item(2, 0), new Item(3, 0), new Item(4, 0)));
        assertThat(touched).containsExactly("0+2-0");
        touched.clear();
        list.become(List.of(new Item(1, 0), new Item(2, 0), new Item(3, 1), new Item(4, 0)));
        assertThat(touched).containsExactly("2+1-1");
        touched.clear();
        list.become(List.copyOf(list));
        assertThat(touched).isEmpty();
    }

    @Test
    void aSlidingWindowKeepsItsMiddle() {
        list.become(items(10, 20));
        var touched = new ArrayList<String>();
        list.addListener((ListChangeListener<Item>) change -> {
            while (change.next()) {
                touched.add(change.getFrom() + "+" + change.getAddedSize() + "-" + change.getRemovedSize());
            }
        });
        list.become(items(5, 15));
        assertThat(list).isEqualTo(items(5, 15));
        assertThat(touched).containsExactly("0+5-0", "10+0-5");
        touched.clear();
        list.become(items(8, 18));
        assertThat(list).isEqualTo(items(8, 18));
        assertThat(touched).containsExactly("0+0-3", "7+3-0");
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> new Item(id, 0)).toList();
    }

    @Test
    void alwaysBecomesTheOtherListAndListenersCanFollow() {
        long seed = 7;
        System.out.println("KeyedListTest seed " + seed);
        var random = new Random(seed);
        var follower = FXCollections.<Item>observableArrayList();
        list.addListener((ListChangeListener<Item>) change -> {
            while (change.next()) {
                follower.subList(change.getFrom(), change.getFrom() + change.getRemovedSize())
                        .clear();
                follower.addAll(change.getFrom(), change.getAddedSubList());
            }
        });
        for (int round = 0; round < 2000; round++) {
            var next = new ArrayList<Item>();
            int from = random.nextInt(10);
            for (int id = from; id < from + random.nextInt(20); id++) {
                if (random.nextInt(10) > 0) {
                    next.add(new Item(id, random.nextInt(3)));
                }
            }
            list.become(next);
            assertThat(list).isEqualTo(next);
            assertThat(follower).isEqualTo(next);
        }
    }
}
