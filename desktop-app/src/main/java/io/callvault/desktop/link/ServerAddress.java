package io.callvault.desktop.link;

import java.net.URI;
import java.util.Locale;

/** Which server this profile speaks to; set once at sign-up or sign-in. TLS by the scheme. Any thread. */
public final class ServerAddress {

    private static final int MAX_PORT = 65_535;

    private volatile URI uri;

    /**
     * @param uri http or https, with a host
     */
    public ServerAddress(URI uri) {
        this.uri = uri;
    }

    /** Whether the client can dial this. */
    public static boolean isUsable(URI uri) {
        return uri.getHost() != null
                && uri.getPort() <= MAX_PORT
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    public URI uri() {
        return uri;
    }

    public void set(URI newUri) {
        uri = newUri;
    }

    /** {@code host:port} as dialled, what signatures are bound to. */
    String audience() {
        URI now = uri;
        int port = now.getPort() >= 0 ? now.getPort() : secure(now) ? 443 : 80;
        return now.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** Where the WebSocket is. */
    public URI webSocket() {
        URI now = uri;
        return URI.create((secure(now) ? "wss://" : "ws://") + now.getRawAuthority() + "/api/ws");
    }

    /** Where an API call goes. */
    public URI resolve(String pathAndQuery) {
        URI now = uri;
        return URI.create(now.getScheme() + "://" + now.getRawAuthority() + pathAndQuery);
    }

    private static boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
