package io.callvault.desktop.os;

import java.awt.Desktop;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links that the system hands to the running app. Only macOS does so; elsewhere a link comes as an argument of another start. */
@FunctionalInterface
public interface OpenedLinks {

    /**
     * Tells about links from now on, on a thread of the system. To be called before the toolkit starts: the link that started the app is
     * told as soon as somebody listens.
     */
    void listen(Consumer<String> listener);

    /** The one for the running system. */
    static OpenedLinks ofThisSystem() {
        return of(System.getProperty("os.name", ""));
    }

    /** @param os {@code os.name} as the JVM tells it */
    static OpenedLinks of(String os) {
        return os.toLowerCase(Locale.ROOT).startsWith("mac") ? OpenedLinks::listenOnMac : listener -> {};
    }

    /** Written after the documentation of {@link Desktop}; not run on macOS here. */
    private static void listenOnMac(Consumer<String> listener) {
        Logger log = LoggerFactory.getLogger(OpenedLinks.class);
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.APP_OPEN_URI)) {
                Desktop.getDesktop()
                        .setOpenURIHandler(
                                event -> listener.accept(event.getURI().toString()));
            } else {
                log.warn("this system does not hand over links: invitations are written by hand");
            }
        } catch (SecurityException | UnsupportedOperationException e) {
            log.warn("links cannot be received: invitations are written by hand", e);
        }
    }
}
