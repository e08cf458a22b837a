package io.callvault.rtc.guard;

import io.callvault.rtc.IceServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Relays by RFC 7064 and RFC 7065. The natives abort on what is none. */
public final class IceServerGuard {
    private static final int MOST_URLS = 8;
    private static final int MOST_SECRET = 512;
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>stuns?|turns?):(?<host>\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253})(?::(?<port>\\d{1,5}))?"
                    + "(?:\\?transport=(?<transport>udp|tcp))?");
    /** Printable ASCII without the percent sign, and without spaces. */
    private static final Pattern SECRET = Pattern.compile("[!-$&-~]{1," + MOST_SECRET + "}");

    private IceServerGuard() {}

    /** Whether the server may be used, and if not why. */
    public static Verdict<IceServer> check(IceServer server) {
        if (server.urls().isEmpty() || server.urls().size() > MOST_URLS) {
            return new Verdict.Unfit<>("a relay has no address, or too many");
        }
        boolean turn = false;
        for (String url : server.urls()) {
            Matcher parts = URL.matcher(url);
            if (!parts.matches() || !hostFits(parts.group("host"))) {
                return new Verdict.Unfit<>("a relay's address is not one of RFC 7064 or RFC 7065");
            }
            if (parts.group("port") != null && !Addresses.isPort(parts.group("port"))) {
                return new Verdict.Unfit<>("a relay's port is none");
            }
            boolean relay = parts.group("scheme").startsWith("turn");
            if (!relay && parts.group("transport") != null) {
                return new Verdict.Unfit<>("a STUN server takes no transport");
            }
            if ("udp".equals(parts.group("transport")) && parts.group("scheme").equals("turns")) {
                return new Verdict.Unfit<>("TURN over DTLS is not supported");
            }
            turn |= relay;
        }
        if (turn
                && !(SECRET.matcher(server.username()).matches()
                        && SECRET.matcher(server.credential()).matches())) {
            return new Verdict.Unfit<>("a TURN relay needs a user name and a credential");
        }
        if (!turn && !(server.username().isEmpty() && server.credential().isEmpty())) {
            return new Verdict.Unfit<>("a STUN server takes no credential");
        }
        return new Verdict.Fit<>(server);
    }

    private static boolean hostFits(String host) {
        return host.startsWith("[")
                ? Addresses.isV6(host.substring(1, host.length() - 1))
                : Addresses.isV4(host) || Addresses.isName(host);
    }
}
