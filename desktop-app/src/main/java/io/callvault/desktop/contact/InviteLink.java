package io.callvault.desktop.contact;

import io.callvault.desktop.link.ServerAddress;
import io.callvault.model.wire.Limits;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An invitation as a link: {@code callvault://add/HANDLE}, or {@code callvault://add/HANDLE?server=https://host}. Links come from web
 * pages and mails of anybody: of what RFC 3986 allows only this much is taken, in at most {@value #MOST_CHARS} characters of ASCII, and
 * everything else is no link. A link only ever suggests; it is a person's click that invites. Stateless.
 *
 * @param handle whom to invite, as {@link Limits#isHandle} wants it
 * @param server where this handle is known: http or https, a host and maybe a port; empty if the link does not say
 */
public record InviteLink(String handle, Optional<URI> server) {

    /** A host name has at most 253 characters (RFC 1035, 2.3.4): room for one of them, every character escaped. */
    public static final int MOST_CHARS = 1_024;

    private static final String SCHEME = "callvault:";

    /** Scheme and host of a URI know no case (RFC 3986, 3.1 and 3.2.2); a handle is written in small letters, wherever it is typed. */
    private static final Pattern FORM =
            Pattern.compile("(?i:callvault://add)/([a-zA-Z][a-zA-Z0-9._]{2,31})(?:\\?server=([!-~]+))?");

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}]");

    /** Whether a text is meant for Call Vault, be it a link we understand or not. */
    public static boolean isOurs(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Reads a link; empty if it is not exactly one of the two forms. */
    public static Optional<InviteLink> parse(String text) {
        if (text.length() > MOST_CHARS) {
            return Optional.empty();
        }
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        String handle = found.group(1).toLowerCase(Locale.ROOT);
        String server = found.group(2);
        if (server == null) {
            return Optional.of(new InviteLink(handle, Optional.empty()));
        }
        return unescaped(server).flatMap(InviteLink::address).map(where -> new InviteLink(handle, Optional.of(where)));
    }

    /** Whether the handle may be looked for on this server: the link names it, or none. */
    public boolean isOn(URI here) {
        return server.isEmpty() || place(server.get()).equals(place(here));
    }

    /** Once, to visible ASCII: what hides more behind an escaped escape is refused with the percent sign that is left. */
    private static Optional<String> unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int value = i + 2 < text.length() ? hex(text.charAt(i + 1)) * 16 + hex(text.charAt(i + 2)) : -1;
                if (value <= ' ' || value > '~') {
                    return Optional.empty();
                }
                c = (char) value;
                i += 2;
            }
            plain.append(c);
        }
        return Optional.of(plain.toString());
    }

    /** The value of a digit, or so little that no sum with it is a visible character. */
    private static int hex(char digit) {
        return digit <= 'f' && Character.digit(digit, 16) >= 0 ? Character.digit(digit, 16) : -1_000;
    }

    private static Optional<URI> address(String text) {
        URI uri;
        try {
            uri = URI.create(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        boolean more = uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null;
        boolean bare = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        if (more || !bare || !ServerAddress.isUsable(uri) || uri.getPort() == 0) {
            return Optional.empty();
        }
        return HOST.matcher(uri.getHost()).matches()
                ? Optional.of(URI.create(
                        uri.getScheme() + "://" + uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "")))
                : Optional.empty();
    }

    private static String place(URI uri) {
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":"
                + (uri.getPort() >= 0 ? uri.getPort() : usual);
    }
}
