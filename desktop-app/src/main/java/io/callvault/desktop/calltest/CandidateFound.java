package io.callvault.desktop.calltest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that ICE found (RFC 8839, section 5.1).
 *
 * @param type host, srflx, prflx or relay
 * @param protocol udp or tcp
 */
public record CandidateFound(String type, String protocol, String address, int port) {
    private static final Pattern FORM =
            Pattern.compile("candidate:\\S+ \\d+ (\\w+) \\d+ (\\S+) (\\d{1,5}) typ (\\w+).*", Pattern.CASE_INSENSITIVE);

    /** Reads one; empty for what has another form. */
    public static Optional<CandidateFound> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new CandidateFound(
                        form.group(4).toLowerCase(Locale.ROOT),
                        form.group(1).toLowerCase(Locale.ROOT),
                        form.group(2),
                        Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    /** Whether it is an address of IPv6 that others can reach: neither of the link nor of this computer alone. */
    public boolean globalIpv6() {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.contains(":")
                && !lower.startsWith("fe80")
                && !lower.startsWith("fc")
                && !lower.startsWith("fd")
                && !lower.equals("::1");
    }
}
