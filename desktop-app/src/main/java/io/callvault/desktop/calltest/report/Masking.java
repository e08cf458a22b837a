package io.callvault.desktop.calltest.report;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes addresses and names out. The same one gets the same number within a report, so that support still sees what is equal and
 * what is not, and of what kind it is. One report, one thread.
 */
final class Masking {
    /** IPv4; IPv6, whole or with its gap (RFC 4291, section 2.2); names of mDNS (RFC 6762). */
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.:])(?:\\d{1,3}(?:\\.\\d{1,3}){3}"
            + "|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?:%\\w+)?"
            + "|(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?(?:%\\w+)?"
            + "|[\\w-]+\\.local)");

    private static final Pattern USER_FOLDER =
            Pattern.compile("(?i)((?:/home/|/Users/|[A-Z]:\\\\Users\\\\))[^/\\\\\\s]+");

    private final boolean off;
    private final Map<String, String> known = new LinkedHashMap<>();

    /** @param off whether everything is left as it is */
    Masking(boolean off) {
        this.off = off;
    }

    /** Free text: every address in it. */
    String text(String text) {
        if (off) {
            return text;
        }
        Matcher address = ADDRESS.matcher(USER_FOLDER.matcher(text).replaceAll("$1…"));
        return address.replaceAll(found -> Matcher.quoteReplacement(label(found.group())));
    }

    /** A name that people give: of a device, of a person. */
    String name(String kind, String name) {
        return off || name.isBlank() ? name : known.computeIfAbsent(kind + "\0" + name, fresh -> number(kind));
    }

    private String label(String address) {
        return known.computeIfAbsent(address.toLowerCase(Locale.ROOT), fresh -> number(kind(address)));
    }

    private String number(String kind) {
        long same = known.values().stream()
                .filter(label -> label.startsWith(kind + " #"))
                .count();
        return kind + " #" + (same + 1);
    }

    private static String kind(String address) {
        if (address.endsWith(".local")) {
            return "hidden name";
        }
        try {
            // Digits and colons alone: no name server is asked.
            int zone = address.indexOf('%');
            InetAddress ip = InetAddress.getByName(zone < 0 ? address : address.substring(0, zone));
            String family = address.contains(":") ? "IPv6" : "IPv4";
            String reach = ip.isLoopbackAddress()
                    ? "loopback"
                    : ip.isLinkLocalAddress()
                            ? "link-local"
                            : ip.isSiteLocalAddress() || isUniqueLocal(ip) ? "private" : "public";
            return reach + " " + family;
        } catch (UnknownHostException e) {
            return "address";
        }
    }

    /** RFC 4193. */
    private static boolean isUniqueLocal(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    }
}
