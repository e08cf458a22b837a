package io.callvault.desktop.app;

import io.callvault.desktop.settings.Managed;
import io.callvault.desktop.update.Build;
import io.callvault.desktop.update.NoUpdates;
import io.callvault.desktop.update.UpdateService;
import java.net.URI;

/**
 * What belongs to the computer and not to the profile.
 *
 * @param server what the welcome screen offers, unless an organisation has decided
 */
public record Computer(URI server, Managed managed, UpdateService updates) {

    /** One that nobody manages, with a copy of the app that takes no updates. */
    public static Computer of(URI server) {
        return new Computer(
                server,
                Managed.NOTHING,
                new NoUpdates(Build.ofThisApp().version(), "This window does not look for updates."));
    }

    /** Whom accounts are made with. */
    URI decidedServer() {
        return managed.settings().server().orElse(server);
    }
}
