package io.callvault.desktop.settings.ui;

import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.os.Autostart;
import io.callvault.desktop.os.Autostart.Standing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the app is started at sign-in, as the system has it. User-interface thread. */
public final class AutostartViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(AutostartViewModel.class);

    private final Autostart autostart;
    private final UiExecutor ui;
    private final Executor aside;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
    private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
    private final BooleanProperty available = new SimpleBooleanProperty(this, "available");
    private final StringProperty problem = new SimpleStringProperty(this, "problem", "");
    private Optional<Boolean> wish = Optional.empty();

    /** @param aside where the disk may be waited for */
    public AutostartViewModel(Autostart autostart, UiExecutor ui, Executor aside) {
        this.autostart = autostart;
        this.ui = ui;
        this.aside = aside;
        ask(autostart::standing);
    }

    BooleanProperty onProperty() {
        return on;
    }

    /** Whether the system is being asked. */
    BooleanProperty busyProperty() {
        return busy;
    }

    BooleanProperty availableProperty() {
        return available;
    }

    /** Why it cannot be switched, or was not; empty if all is well. */
    StringProperty problemProperty() {
        return problem;
    }

    /** Asks the system to change it; what is shown is what the system then says. While it is being asked, the last wish is kept. */
    void set(boolean wanted) {
        if (busy.get()) {
            wish = Optional.of(wanted);
        } else {
            ask(() -> autostart.set(wanted));
        }
    }

    private void ask(Supplier<Standing> question) {
        busy.set(true);
        var _ = CompletableFuture.supplyAsync(question, aside)
                .whenComplete((standing, failure) -> ui.execute(() -> {
                    if (failure != null) {
                        LOG.warn("the system could not be asked what it starts at sign-in", failure);
                        show(new Standing.Failed("Something went wrong on this device. Try again."));
                    } else {
                        show(standing);
                    }
                    Optional<Boolean> next = wish.filter(wanted -> available.get() && wanted != on.get());
                    wish = Optional.empty();
                    next.ifPresentOrElse(wanted -> ask(() -> autostart.set(wanted)), () -> busy.set(false));
                }));
    }

    private void show(Standing standing) {
        problem.set("");
        available.set(!(standing instanceof Standing.Unavailable));
        switch (standing) {
            case Standing.On() -> on.set(true);
            case Standing.Off() -> on.set(false);
            case Standing.Unavailable(String why) -> {
                on.set(false);
                problem.set(why);
            }
            case Standing.Failed(String sentence) -> problem.set(sentence);
        }
    }
}
