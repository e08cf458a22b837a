package io.callvault.rtc.guard;

import java.util.List;
import java.util.Locale;

/** The certificates that a description speaks of (RFC 8122, section 5). */
public final class Fingerprints {
    private static final String LINE = "a=fingerprint:";

    private Fingerprints() {}

    /** Every {@code a=fingerprint} value, as written, in their order: what the signature of an offer or answer covers. */
    public static List<String> of(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()))
                .toList();
    }

    /** Whether the certificate that was shown is one of those; capitals do not matter. */
    public static boolean among(List<String> signed, String shown) {
        return signed.stream().anyMatch(one -> normal(one).equals(normal(shown)));
    }

    private static String normal(String fingerprint) {
        return fingerprint.strip().toLowerCase(Locale.ROOT);
    }
}
