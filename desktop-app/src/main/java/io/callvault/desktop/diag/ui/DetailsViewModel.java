package io.callvault.desktop.diag.ui;

import io.callvault.desktop.diag.ConnectionDetails;
import io.callvault.desktop.diag.ConnectionFacts;
import io.callvault.desktop.diag.Facts;
import io.callvault.desktop.diag.Report;
import io.callvault.desktop.fx.UiExecutor;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection's facts as of the last look. User-interface thread. */
public final class DetailsViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(DetailsViewModel.class);

    private final ConnectionDetails details;
    private final UiExecutor ui;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ReadOnlyObjectWrapper<List<Facts.Section>> sections =
            new ReadOnlyObjectWrapper<>(this, "sections", List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Optional<ConnectionFacts> last = Optional.empty();
    private boolean reading;

    public DetailsViewModel(ConnectionDetails details, UiExecutor ui, InstantSource clock, ZoneId zone) {
        this.details = details;
        this.ui = ui;
        this.clock = clock;
        this.zone = zone;
    }

    ReadOnlyObjectProperty<List<Facts.Section>> sectionsProperty() {
        return sections.getReadOnlyProperty();
    }

    /** Why there is nothing to show; empty if there is. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Reads everything again; one reading at a time. */
    void refresh() {
        if (reading) {
            return;
        }
        reading = true;
        details.read()
                .whenComplete((facts, failure) -> ui.execute(() -> {
                    reading = false;
                    if (facts == null) {
                        if (problem.get().isEmpty()) {
                            LOG.warn("the connection's facts could not be read", failure);
                        }
                        problem.set("The figures cannot be read right now.");
                    } else {
                        last = Optional.of(facts);
                        problem.set("");
                        sections.set(Facts.of(facts, zone));
                    }
                }));
    }

    /** The text for support; empty before the first look. */
    Optional<String> report() {
        return last.map(facts -> Report.of(facts, clock.instant()));
    }
}
