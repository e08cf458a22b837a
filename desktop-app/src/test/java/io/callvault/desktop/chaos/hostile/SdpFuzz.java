package io.callvault.desktop.chaos.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Descriptions and candidates that are almost right, or not at all. Not for several threads; the same seed gives the same. */
final class SdpFuzz {

    /** A format string of C, as some natives take their log lines for one. */
    private static final List<String> DIRECTIVES = List.of(
            "%n", "%s", "%x", "%n%n%n%n%n%n%n%n", "%s%s%s%s%s%s%s%s", "%.999999d", "%1000000c", "%hhn%p", "%%n", "%");

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "255",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e999",
            "0x41",
            "٣",
            "1.5",
            "");

    private static final List<String> ODD = List.of(
            "\u0000",
            "\r",
            "\n",
            "\r\n\r\n",
            "\t",
            "\u202e",
            "\ud83d\ude00",
            "\ufeff",
            "\u0085",
            "\"",
            "'",
            "<",
            "\\",
            "${jndi:x}",
            "../..",
            "a=",
            "v=0\r\n",
            " ");

    /** A description never gets longer than the wire lets through: what is longer is refused before anybody reads it. */
    static final int MOST_CHARS = 32_000;

    private static final String FINGERPRINT = "a=fingerprint:";

    private final RandomGenerator random;

    SdpFuzz(RandomGenerator random) {
        this.random = random;
    }

    /** A description made from a good one by no to four harms. */
    String description(String good) {
        // A third unharmed: only then is what comes after it looked at.
        if (random.nextInt(3) == 0) {
            return good;
        }
        String sdp = good;
        for (int harm = random.nextBoolean() ? 1 : random.nextInt(2, 5); harm > 0; harm--) {
            sdp = harm(sdp);
        }
        return sdp.length() > MOST_CHARS ? sdp.substring(0, MOST_CHARS) : sdp;
    }

    private String harm(String sdp) {
        List<String> lines = new ArrayList<>(List.of(sdp.split("\r\n", -1)));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(17)) {
            case 0, 1 -> lines.set(at, into(line, pick(DIRECTIVES)));
            case 2 -> lines.set(at, into(line, pick(ODD)));
            case 3 -> lines.set(at, numbers(line));
            case 4 -> lines.remove(at);
            case 5 -> lines.add(random.nextInt(lines.size() + 1), line);
            case 6 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 7 -> Collections.shuffle(lines, new java.util.Random(random.nextLong()));
            case 8 -> {
                return sdp.substring(0, random.nextInt(sdp.length() + 1));
            }
            case 9 ->
                lines.set(at, line + pick(List.of("x", "9", " ", "%s", ";")).repeat(random.nextInt(1, 8_000)));
            case 10 -> lines.addAll(at, Collections.nCopies(random.nextInt(1, 400), line));
            case 11 ->
                replace(lines, "a=mid:", "a=mid:" + pick(List.of("", "99", "0", "1", "0 1", "%n", "a".repeat(300))));
            case 12 ->
                replace(lines, "a=group:", "a=group:BUNDLE " + pick(List.of("", "0 0 0", "7 8 9", "%s", "1 0", "0")));
            case 13 -> replace(lines, FINGERPRINT, FINGERPRINT + fingerprint());
            case 14 ->
                replace(lines, "a=setup:", "a=setup:" + pick(List.of("active", "passive", "holdconn", "%n", "")));
            case 15 ->
                replace(
                        lines,
                        "a=ice-",
                        pick(List.of(
                                "a=ice-ufrag:%n%n", "a=ice-pwd:", "a=ice-lite", "a=ice-ufrag:" + "u".repeat(400))));
            default ->
                lines.add(
                        random.nextInt(lines.size() + 1),
                        pick(List.of(
                                "a=candidate:1 1 udp 1 127.0.0.1 1 typ host",
                                "m=video 9 UDP/TLS/RTP/SAVPF 96",
                                "a=simulcast:send 1;2;3",
                                "a=rid:1 send",
                                "a=ssrc:1 cname:%s",
                                "a=fmtp:96 x-google-start-bitrate=99999999999",
                                "a=rtpmap:96 %n/90000",
                                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
                                "a=sctp-port:99999",
                                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                                "a=extmap:999 urn:x",
                                "a=extmap:1 " + "u".repeat(2_000),
                                "c=IN IP4 %n",
                                "b=AS:-1",
                                "b=TIAS:99999999999999",
                                "z=%n",
                                "k=clear:%s")));
        }
        return String.join(random.nextInt(30) == 0 ? "\n" : "\r\n", lines);
    }

    /** A candidate in the wide sense of the word. */
    String candidate() {
        String type = pick(List.of("host", "srflx", "prflx", "relay", "", "%n", "hos", "host host"));
        String address = pick(List.of(
                "127.0.0.1",
                "10.255.255.1",
                "203.0.113.9",
                "::1",
                "fe80::1%eth0",
                "2001:db8::1",
                "256.1.1.1",
                "a.local",
                "%s%s%n",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "1.2.3",
                "x".repeat(300),
                "[::1]",
                ""));
        String text = String.format(
                Locale.ROOT,
                "candidate:%s %s %s %s %s %s typ %s",
                pick(List.of("1", "842163049", "%n%n", "f".repeat(33), "", "+/")),
                pick(List.of("1", "2", "0", "99999999999", "%x")),
                pick(List.of("udp", "UDP", "tcp", "ssltcp", "%s", "sctp")),
                pick(NUMBERS),
                address,
                pick(NUMBERS),
                type);
        if (random.nextInt(3) == 0) {
            text += pick(List.of(
                    " raddr 10.0.0.1 rport 1",
                    " tcptype active",
                    " generation 0 ufrag %n network-id 1",
                    " raddr %s rport %s",
                    " ufrag " + "u".repeat(200),
                    " network-cost 99999999999",
                    " x y"));
        }
        return random.nextInt(6) == 0 ? into(text, pick(random.nextBoolean() ? DIRECTIVES : ODD)) : text;
    }

    /** The section a candidate says it belongs to. */
    String mid() {
        return pick(List.of("0", "1", "0", "1", "", "2", "audio", "%n%n", "%s", "-1", "m".repeat(60), "\u0000"));
    }

    private String fingerprint() {
        String right = "AB:".repeat(31) + "CD";
        return pick(List.of(
                "sha-256 " + right,
                "sha-256 " + right + ":00",
                "sha-256",
                "",
                "sha-1 " + "AB:".repeat(19) + "AB",
                "md5 00",
                "%n %n",
                "sha-256 " + right.toLowerCase(Locale.ROOT),
                "sha-256 " + right.replace(':', '%'),
                "sha-512 " + right,
                "sha-256 " + "Z".repeat(95)));
    }

    private void replace(List<String> lines, String start, String by) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start) && random.nextBoolean()) {
                lines.set(i, by);
            }
        }
    }

    private String numbers(String line) {
        String number = pick(NUMBERS);
        return random.nextBoolean() ? line.replaceAll("\\d+", number) : line.replaceFirst("\\d+", number);
    }

    private String into(String text, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
