package io.callvault.rtc.guard;

import java.util.regex.Pattern;

/** Literal addresses and names, decided without asking the network. */
final class Addresses {
    private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** A browser's stand-in for an address of its network (draft-ietf-mmusic-mdns-ice-candidates). */
    private static final Pattern MDNS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.local");

    private Addresses() {}

    static boolean isV4(String text) {
        String[] octets = text.split("\\.", 5);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            if (!OCTET.matcher(octet).matches()) {
                return false;
            }
        }
        return true;
    }

    /** RFC 4291, section 2.2; no zone. */
    static boolean isV6(String text) {
        if (text.length() > 45 || text.indexOf(':') < 0) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        int before = groups(text.substring(0, gap));
        int after = groups(text.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    static boolean isLiteral(String text) {
        return isV4(text) || isV6(text);
    }

    static boolean isMdns(String text) {
        return MDNS.matcher(text).matches();
    }

    /** RFC 1123, section 2.1. */
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 253 || text.chars().noneMatch(Character::isLetter)) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    static boolean isPort(String text) {
        return text.length() <= 5
                && !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= 65_535;
    }

    /** How many groups of 16 bits the colons separate; −1 if one is none. An IPv4 tail counts as two. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                count++;
            } else if (i == parts.length - 1 && isV4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
