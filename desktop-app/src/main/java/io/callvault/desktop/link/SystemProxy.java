package io.callvault.desktop.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The HTTP proxy that the system, or {@code -Dhttp.proxyHost}, sets for a server; never for this computer itself. Asked anew
 * for each connection: a laptop moves. Any thread.
 */
public final class SystemProxy {

    /** The switch that makes the JDK ask the system; must be set before its first connection. */
    public static final String USE_SYSTEM = "java.net.useSystemProxies";

    /** What a person can do about a proxy that answers 407 (RFC 9110, section 15.5.8). */
    static final String WANTS_PASSWORD = "The proxy of this network asks for a name and a password, which Call Vault"
            + " cannot give it: ask whoever runs the network to let Call Vault through.";

    private SystemProxy() {}

    /** The proxy to use for {@code http} and {@code https} URIs; empty for none. */
    public static Optional<Proxy> of(URI server) {
        return selector().select(server).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst();
    }

    /** For HTTP clients of one's own. */
    public static ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                ProxySelector system = ProxySelector.getDefault();
                return system == null || isLoopback(uri) ? List.of(Proxy.NO_PROXY) : system.select(uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                ProxySelector system = ProxySelector.getDefault();
                if (system != null && address instanceof InetSocketAddress) {
                    system.connectFailed(uri, address, failure);
                }
            }
        };
    }

    /** Whether this is this computer. Asks no name server: a loopback address is {@code localhost} or digits (RFC 6761, 6.3). */
    public static boolean isLoopback(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
