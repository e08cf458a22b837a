package io.callvault.desktop.update.ui;

import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.NetworkBanner;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.update.UpdateService;
import io.callvault.desktop.update.UpdateStatus;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.layout.StackPane;

/** The strip that says quietly that an update is ready; without height otherwise. FX thread. */
public final class UpdateBannerView extends StackPane {
    private static final String CLOSES = "Call Vault closes, then the installer opens.";

    private final NetworkBanner banner = new NetworkBanner();
    private final ObservableBooleanValue silent;

    /**
     * @param silent whether something more important is said in this place
     * @param details opens the settings, where what is new can be read
     */
    public UpdateBannerView(UpdateViewModel model, ObservableBooleanValue silent, Runnable details) {
        this.silent = silent;
        banner.setId(UpdateIds.BANNER);
        banner.setIds(UpdateIds.BANNER_DETAIL, UpdateIds.BANNER_ACTION, UpdateIds.BANNER_MORE);
        banner.setOnAction(() -> UpdateViewModel.ready(model.viewProperty().get())
                .map(UpdateStatus.Ready::way)
                .ifPresent(way -> {
                    if (way instanceof PackageInstaller.Way.Opens) {
                        model.restart();
                    } else {
                        details.run();
                    }
                }));
        banner.setOnMore(details);
        managedProperty().bind(banner.visibleProperty());
        visibleProperty().bind(banner.visibleProperty());
        getChildren().add(banner);
        show(model.viewProperty().get());
        model.viewProperty().addListener((source, before, now) -> show(now));
        silent.addListener((source, before, now) -> show(model.viewProperty().get()));
    }

    private void show(UpdateService.View now) {
        Optional<UpdateStatus.Ready> ready = UpdateViewModel.ready(now);
        if (ready.isEmpty() || silent.get()) {
            banner.hide();
            return;
        }
        String version = "Version " + ready.get().offer().version() + " is ready";
        banner.show(
                switch (ready.get().way()) {
                    case PackageInstaller.Way.Opens ignored ->
                        content(version + ": restart to update", CLOSES, "Restart to update", true);
                    case PackageInstaller.Way.ByHand ignored ->
                        content(version, "This system wants it installed by hand.", "Show how", false);
                });
    }

    private static NetworkBanner.Content content(String words, String detail, String action, boolean more) {
        return new NetworkBanner.Content(
                Icon.UPDATE, NetworkBanner.Tone.NOTE, words, detail, Optional.of(action), false, more);
    }
}
