package io.callvault.desktop.calltest.turn;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a STUN or TURN server is, and how it is spoken to (RFC 7064, RFC 7065).
 *
 * @param turn whether it relays; else it only tells addresses
 */
public record RelayUrl(boolean turn, Protocol protocol, String host, int port) {

    /** Between here and the server. */
    public enum Protocol {
        UDP,
        TCP,
        TLS
    }

    private static final Pattern FORM =
            Pattern.compile("(stuns?|turns?):(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");
    private static final int PORT = 3478;
    private static final int TLS_PORT = 5349;
    private static final int MAX_PORT = 65_535;

    /** Reads one; empty for what no such server's URL looks like, and for TURN over DTLS, which nobody speaks. */
    public static Optional<RelayUrl> of(String url) {
        Matcher form = FORM.matcher(url.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean secure = form.group(1).endsWith("s");
        boolean tcp = secure || "tcp".equals(form.group(4));
        if (secure && "udp".equals(form.group(4))) {
            return Optional.empty();
        }
        String host = form.group(2);
        int port = form.group(3) == null ? (secure ? TLS_PORT : PORT) : Integer.parseInt(form.group(3));
        return port < 1 || port > MAX_PORT
                ? Optional.empty()
                : Optional.of(new RelayUrl(
                        form.group(1).startsWith("turn"),
                        secure ? Protocol.TLS : tcp ? Protocol.TCP : Protocol.UDP,
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                        port));
    }
}
