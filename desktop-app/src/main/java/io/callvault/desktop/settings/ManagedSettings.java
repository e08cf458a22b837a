package io.callvault.desktop.settings;

import io.callvault.model.update.Channel;
import java.net.URI;
import java.util.Optional;

/**
 * What an organisation decides for everybody on a computer. What is empty is the person's to decide.
 *
 * @param server whom accounts are made with
 * @param tray read and checked; there is no tray yet that would obey it
 * @param notifications read and checked; there are no notifications yet that would obey it
 */
public record ManagedSettings(
        Optional<URI> server,
        Optional<Updates> updates,
        Optional<Channel> channel,
        Optional<Tray> tray,
        Optional<Notifications> notifications) {

    /** Nothing is decided. */
    public static final ManagedSettings NONE = new ManagedSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** How updates come. */
    public enum Updates {
        /** Not through the app. */
        OFF,
        /** The app says that there is one; somebody else installs it. */
        NOTIFY,
        /** The app fetches them, and a person cannot switch that off. */
        AUTOMATIC
    }

    /** Whether the app may live in the tray. */
    public enum Tray {
        ON,
        OFF,
        FORBIDDEN
    }

    /** What a notification may show to whoever looks at the screen. */
    public enum Notifications {
        NAME_AND_TEXT,
        NAME,
        NOTHING
    }
}
