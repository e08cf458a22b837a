package io.callvault.desktop.fx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javafx.collections.ModifiableObservableListBase;

/**
 * An observable list that becomes another one by the fewest changes at its ends: what stays the same is not touched, a newer version of an
 * item replaces it in place, and a window that slides (rows come at one end and leave at the other) keeps its middle. Views then move
 * nothing but what really changed. One thread.
 *
 * @param <T> immutable items
 */
public final class KeyedList<T> extends ModifiableObservableListBase<T> {
    private final List<T> items = new ArrayList<>();
    private final Function<? super T, ?> key;

    /** @param key what stays the same when an item is replaced by a newer version of itself */
    public KeyedList(Function<? super T, ?> key) {
        this.key = key;
    }

    /** Makes this list equal to another, in one change. */
    public void become(List<? extends T> next) {
        beginChange();
        leaveEnds(next);
        int most = Math.min(size(), next.size());
        int head = 0;
        while (head < most && same(get(head), next.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && same(get(size() - 1 - tail), next.get(next.size() - 1 - tail))) {
            tail++;
        }
        for (int i = 0; i < tail; i++) {
            renew(size() - 1 - i, next.get(next.size() - 1 - i));
        }
        if (size() > head + tail) {
            remove(head, size() - tail);
        }
        if (next.size() > head + tail) {
            addAll(head, next.subList(head, next.size() - tail));
        }
        for (int i = 0; i < head; i++) {
            renew(i, next.get(i));
        }
        endChange();
    }

    /** Removes what is no more from both ends, if anything stays between them. */
    private void leaveEnds(List<? extends T> next) {
        if (isEmpty() || next.isEmpty() || (same(getFirst(), next.getFirst()) && same(getLast(), next.getLast()))) {
            return;
        }
        Set<Object> staying = HashSet.newHashSet(next.size());
        next.forEach(item -> staying.add(key.apply(item)));
        int from = 0;
        while (from < size() && !staying.contains(key.apply(get(from)))) {
            from++;
        }
        if (from == size()) {
            return;
        }
        int to = size();
        while (!staying.contains(key.apply(get(to - 1)))) {
            to--;
        }
        if (to < size()) {
            remove(to, size());
        }
        if (from > 0) {
            remove(0, from);
        }
    }

    private boolean same(T a, T b) {
        return Objects.equals(key.apply(a), key.apply(b));
    }

    private void renew(int index, T item) {
        if (!get(index).equals(item)) {
            set(index, item);
        }
    }

    @Override
    public T get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    protected void doAdd(int index, T item) {
        items.add(index, item);
    }

    @Override
    protected T doSet(int index, T item) {
        return items.set(index, item);
    }

    @Override
    protected T doRemove(int index) {
        return items.remove(index);
    }
}
