package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallView;
import io.callvault.desktop.fx.UiExecutor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call there is, on the user-interface thread; one for a window. */
public final class CallModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallModel.class);

    private final CallService calls;
    private final UiExecutor ui;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<Optional<CallView>> current =
            new ReadOnlyObjectWrapper<>(this, "current", Optional.empty());
    private final AutoCloseable news;

    public CallModel(CallService calls, UiExecutor ui) {
        this.calls = calls;
        this.ui = ui;
        news = calls.subscribe(changed -> look());
        current.set(calls.current());
    }

    /** The call there is; empty when there is none. */
    public ReadOnlyObjectProperty<Optional<CallView>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public CallService calls() {
        return calls;
    }

    @Override
    public void close() {
        end(news);
    }

    /** Ends a subscription; what it throws is nobody's business any more. */
    public static void end(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("a subscription did not end", e);
        }
    }

    /** Of many changes before the next hop only the last one is drawn. */
    private void look() {
        if (asked.compareAndSet(false, true)) {
            ui.execute(() -> {
                asked.set(false);
                current.set(calls.current());
            });
        }
    }
}
