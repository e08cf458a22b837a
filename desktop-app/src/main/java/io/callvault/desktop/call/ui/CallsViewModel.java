package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallService.PastCall;
import io.callvault.desktop.fx.KeyedList;
import io.callvault.desktop.fx.UiExecutor;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of the past, the newest first, all or only those that were missed. User-interface thread. */
public final class CallsViewModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallsViewModel.class);
    private static final int MOST = 500;

    private final CallService calls;
    private final UiExecutor ui;
    private final KeyedList<PastCall> shown = new KeyedList<>(PastCall::callId);
    private final BooleanProperty missedOnly = new SimpleBooleanProperty(this, "missedOnly");
    private final IntegerProperty missed = new SimpleIntegerProperty(this, "missed");
    private final AutoCloseable news;
    private List<PastCall> all = List.of();
    private long seenUntilMs;

    public CallsViewModel(CallService calls, UiExecutor ui) {
        this.calls = calls;
        this.ui = ui;
        news = calls.subscribeHistory(() -> ui.execute(this::read));
        missedOnly.addListener((source, before, now) -> draw());
        read();
    }

    ObservableList<PastCall> shown() {
        return shown;
    }

    BooleanProperty missedOnlyProperty() {
        return missedOnly;
    }

    /** Missed calls since the page was last looked at. */
    public IntegerProperty missedProperty() {
        return missed;
    }

    /** The page is in view: nothing on it is new any more. */
    public void seen() {
        long newest = all.stream().mapToLong(PastCall::startedMs).max().orElse(0);
        if (newest > seenUntilMs) {
            seenUntilMs = newest;
            calls.seen(newest);
        }
        draw();
    }

    void callBack(PastCall past) {
        calls.call(past.conversationId(), past.video());
    }

    @Override
    public void close() {
        CallModel.end(news);
    }

    private void read() {
        var _ = calls.seenUntil()
                .thenCombine(calls.history(MOST), Read::new)
                .whenComplete((read, failure) -> ui.execute(() -> {
                    if (read == null) {
                        LOG.warn("the past calls could not be read", failure);
                    } else {
                        all = read.past();
                        seenUntilMs = Math.max(seenUntilMs, read.seenUntilMs());
                        draw();
                    }
                }));
    }

    private record Read(long seenUntilMs, List<PastCall> past) {}

    private void draw() {
        missed.set((int) all.stream()
                .filter(call -> CallSentences.missed(call) && call.startedMs() > seenUntilMs)
                .count());
        shown.become(all.stream()
                .filter(call -> !missedOnly.get() || CallSentences.missed(call))
                .toList());
    }
}
