package io.callvault.desktop.update.ui;

import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.update.Choice;
import io.callvault.desktop.update.Offer;
import io.callvault.desktop.update.UpdateService;
import io.callvault.desktop.update.UpdateStatus;
import io.callvault.model.update.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Updates in words. User-interface thread. */
public final class UpdateViewModel implements AutoCloseable {

    private final UpdateService updates;
    private final Runnable restart;
    private final ZoneId zone;
    private final ReadOnlyObjectWrapper<UpdateService.View> view;
    private final Subscription news;

    /**
     * @param restart closes the app so that what is ready is installed
     */
    public UpdateViewModel(UpdateService updates, UiExecutor ui, Runnable restart, ZoneId zone) {
        this.updates = updates;
        this.restart = restart;
        this.zone = zone;
        view = new ReadOnlyObjectWrapper<>(this, "view", updates.view());
        news = updates.subscribe(now -> ui.execute(() -> view.set(updates.view())));
        view.set(updates.view());
    }

    ReadOnlyObjectProperty<UpdateService.View> viewProperty() {
        return view.getReadOnlyProperty();
    }

    /** What is ready to be installed; empty if nothing is. */
    static Optional<UpdateStatus.Ready> ready(UpdateService.View now) {
        return now.status() instanceof UpdateStatus.Ready ready ? Optional.of(ready) : Optional.empty();
    }

    /** How it stands, in one sentence. */
    String words(UpdateStatus status) {
        return switch (status) {
            case UpdateStatus.Off(String why) -> why;
            case UpdateStatus.Waiting(Optional<Instant> last) ->
                last.map(when -> "Last looked for updates " + time(when) + ".").orElse("Not looked for updates yet.");
            case UpdateStatus.Checking() -> "Looking for updates…";
            case UpdateStatus.Newest(Instant when, String needs) ->
                needs.isEmpty() ? "This is the newest version; looked " + time(when) + "." : needs;
            case UpdateStatus.Announced(Offer offer, String sentence) -> sentence;
            case UpdateStatus.Fetching(Offer offer, long bytes) ->
                "Fetching version " + offer.version() + ": "
                        + bytes * 100 / offer.download().size() + " %";
            case UpdateStatus.Ready(Offer offer, PackageInstaller.Way.Opens ignored) ->
                "Version " + offer.version() + " is ready: restart to update.";
            case UpdateStatus.Ready(
                    Offer offer,
                    PackageInstaller.Way.ByHand(String sentence, Optional<String> ignored)) ->
                "Version " + offer.version() + " is ready. " + sentence;
            case UpdateStatus.Failed(String sentence) -> sentence;
        };
    }

    private String time(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .format(when.atZone(zone));
    }

    /** What is new in the version that is spoken of; empty if none is. */
    static String notes(UpdateStatus status) {
        return switch (status) {
            case UpdateStatus.Announced(Offer offer, String ignored) -> offer.notes();
            case UpdateStatus.Fetching(Offer offer, long ignored) -> offer.notes();
            case UpdateStatus.Ready(Offer offer, PackageInstaller.Way ignored) -> offer.notes();
            default -> "";
        };
    }

    /** Whether something is under way, so that it cannot be asked for. */
    static boolean isBusy(UpdateStatus status) {
        return status instanceof UpdateStatus.Checking || status instanceof UpdateStatus.Fetching;
    }

    void checkNow() {
        updates.checkNow();
    }

    void switchOn(boolean on) {
        updates.choose(new Choice(on, updates.view().choice().channel()));
    }

    void choose(Channel channel) {
        updates.choose(new Choice(updates.view().choice().on(), channel));
    }

    void restart() {
        restart.run();
    }

    /** Stops listening. */
    @Override
    public void close() {
        news.close();
    }
}
