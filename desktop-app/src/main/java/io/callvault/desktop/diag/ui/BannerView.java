package io.callvault.desktop.diag.ui;

import io.callvault.desktop.fx.EverySecond;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.NetworkBanner;
import java.util.Optional;
import javafx.scene.layout.StackPane;

/** The strip below a header that says what is wrong and offers what can be done; nothing and no height when all is well. */
public final class BannerView extends StackPane {
    private final NetworkBanner banner = new NetworkBanner();

    /** @param details opens the connection details, another page */
    public BannerView(BannerViewModel model, Runnable details) {
        banner.setId(DiagIds.BANNER);
        banner.setIds(DiagIds.BANNER_DETAIL, DiagIds.BANNER_ACTION, DiagIds.BANNER_MORE);
        banner.setOnAction(model::act);
        banner.setOnMore(details);
        managedProperty().bind(banner.visibleProperty());
        visibleProperty().bind(banner.visibleProperty());
        getChildren().add(banner);
        show(model.bannerProperty().get());
        model.bannerProperty().addListener((source, before, now) -> show(now));
        EverySecond.whileShown(banner, model::look);
    }

    private void show(Optional<Banner> now) {
        if (now.isEmpty()) {
            banner.hide();
            return;
        }
        Banner what = now.get();
        boolean connection = what.kind() != Banner.Kind.STORE_TROUBLE && what.kind() != Banner.Kind.STORE_NOTICE;
        banner.show(new NetworkBanner.Content(
                icon(what.kind()),
                tone(what.kind()),
                what.words(),
                what.detail(),
                what.action(),
                what.busy(),
                connection));
    }

    private static Icon icon(Banner.Kind kind) {
        return switch (kind) {
            case STORE_TROUBLE -> Icon.FAILED;
            case STORE_NOTICE -> Icon.INFO;
            case SIGNED_OUT -> Icon.KEY;
            case REPLACED -> Icon.COPIES;
            case OFFLINE -> Icon.OFFLINE;
            case UNREACHABLE -> Icon.SERVER_GONE;
            case CONNECTING -> Icon.CONNECTING;
        };
    }

    private static NetworkBanner.Tone tone(Banner.Kind kind) {
        return switch (kind) {
            case STORE_TROUBLE -> NetworkBanner.Tone.BAD;
            case STORE_NOTICE -> NetworkBanner.Tone.NOTE;
            default -> NetworkBanner.Tone.WARNING;
        };
    }
}
