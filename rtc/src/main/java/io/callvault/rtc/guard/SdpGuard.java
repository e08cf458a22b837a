package io.callvault.rtc.guard;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Descriptions by RFC 8866 and RFC 8829: one section of audio, one of video. A known line that is malformed refuses the whole;
 * an attribute that is not known is left out, so that a newer browser's still connects.
 */
public final class SdpGuard {
    public static final int MOST_CHARACTERS = 32_768;
    private static final int MOST_LINES = 800;
    private static final int MOST_IN_A_LINE = 512;
    private static final int MOST_CANDIDATES = 64;

    /** Printable ASCII without the percent sign: one in a description takes the process (docs/rtc.md). */
    private static final Pattern CHARACTERS = Pattern.compile("[ -$&-~\\r\\n]+");

    private static final Pattern ORIGIN =
            Pattern.compile("[\\x21-\\x7e]{1,64} \\d{1,20} \\d{1,20} IN IP[46] [0-9A-Za-z.:-]{1,255}");
    private static final Pattern CONNECTION = Pattern.compile("IN IP[46] [0-9A-Fa-f.:]{2,45}");
    private static final Pattern BANDWIDTH = Pattern.compile("(AS|CT|TIAS|RR|RS):\\d{1,9}");
    private static final Pattern SECTION =
            Pattern.compile("(?<kind>audio|video) (?<port>\\d{1,5}) UDP/TLS/RTP/SAVPF(?<types>( \\d{1,3}){1,64})");

    private static final Map<String, Pattern> ATTRIBUTES = Map.ofEntries(
            attribute("group", "BUNDLE( [A-Za-z0-9_.-]{1,16}){1,8}"),
            attribute("extmap-allow-mixed", ""),
            attribute("msid-semantic", " ?WMS( [A-Za-z0-9*+/=_.{}-]{1,64}){0,8}"),
            attribute("rtcp", "\\d{1,5}( IN IP[46] [0-9A-Fa-f.:]{2,45})?"),
            attribute("end-of-candidates", ""),
            attribute("ice-ufrag", "[A-Za-z0-9+/]{4,256}"),
            attribute("ice-pwd", "[A-Za-z0-9+/]{22,256}"),
            attribute("ice-options", "[a-z0-9 -]{1,64}"),
            attribute("fingerprint", "(?i:sha-256 [0-9A-F]{2}(:[0-9A-F]{2}){31})"),
            attribute("setup", "actpass|active|passive"),
            attribute("mid", "[A-Za-z0-9_.-]{1,16}"),
            attribute(
                    "extmap",
                    "([1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(/(sendrecv|sendonly|recvonly|inactive))? [!-~]{1,255}"),
            attribute("sendrecv", ""),
            attribute("sendonly", ""),
            attribute("recvonly", ""),
            attribute("inactive", ""),
            attribute("msid", "[A-Za-z0-9*+/=_.{}-]{1,64}( [A-Za-z0-9*+/=_.{}-]{1,64})?"),
            attribute("rtcp-mux", ""),
            attribute("rtcp-mux-only", ""),
            attribute("rtcp-rsize", ""),
            attribute("bundle-only", ""),
            attribute("rtcp-fb", "(\\*|\\d{1,3}) [A-Za-z0-9 -]{1,64}"),
            attribute("rtpmap", "\\d{1,3} [A-Za-z0-9._-]{1,32}/[1-9]\\d{2,5}(/[12])?"),
            attribute("fmtp", "\\d{1,3} [ -~]{1,256}"),
            attribute("ptime", "[1-9]\\d{0,2}"),
            attribute("maxptime", "[1-9]\\d{0,2}"),
            attribute("ssrc", "\\d{1,10} (cname|msid|mslabel|label):[A-Za-z0-9*+/=_.{} -]{1,192}"),
            attribute("ssrc-group", "(FID|FEC-FR|SIM)( \\d{1,10}){1,8}"));

    private SdpGuard() {}

    /** What may go to the natives: known lines alone, ended as RFC 8866 wants it. */
    public static Verdict<String> check(String sdp) {
        if (sdp.length() > MOST_CHARACTERS) {
            return unfit("the description is too long");
        }
        if (!CHARACTERS.matcher(sdp).matches()) {
            return unfit("the description has characters that no description needs");
        }
        List<String> lines = sdp.lines().toList();
        if (lines.size() > MOST_LINES || !lines.getFirst().equals("v=0")) {
            return unfit("the description has too many lines, or does not begin as one");
        }
        Sections sections = new Sections();
        StringBuilder passed = new StringBuilder(sdp.length());
        for (String line : lines) {
            switch (judge(line, sections)) {
                case PASSES -> passed.append(line).append("\r\n");
                case LEFT_OUT -> {}
                case REFUSED -> {
                    return unfit("the description has a malformed line of type " + typeOf(line));
                }
            }
        }
        return sections.fault()
                .<Verdict<String>>map(Verdict.Unfit::new)
                .orElseGet(() -> new Verdict.Fit<>(passed.toString()));
    }

    /**
     * The sections in their order and their names. All descriptions of one connection have the same.
     *
     * @param passed a description that has passed
     */
    public static String shape(String passed) {
        return passed.lines()
                .filter(line -> line.startsWith("m=") || line.startsWith("a=mid:"))
                .map(line -> line.startsWith("m=") ? line.substring(2, 7) : line.substring(5))
                .collect(Collectors.joining());
    }

    private enum Judgement {
        PASSES,
        LEFT_OUT,
        REFUSED
    }

    private static Judgement judge(String line, Sections sections) {
        if (line.length() < 3 || line.length() > MOST_IN_A_LINE || line.charAt(1) != '=') {
            return Judgement.REFUSED;
        }
        String value = line.substring(2);
        return switch (line.charAt(0)) {
            case 'v' -> passesIf(value.equals("0") && sections.none());
            case 'o' -> passesIf(ORIGIN.matcher(value).matches());
            case 's' -> passesIf(value.length() <= 64);
            case 't' -> passesIf(value.equals("0 0"));
            case 'c' -> passesIf(CONNECTION.matcher(value).matches() && Addresses.isLiteral(value.substring(7)));
            case 'b' -> passesIf(BANDWIDTH.matcher(value).matches());
            case 'm' -> passesIf(sections.begin(value));
            case 'a' -> attribute(value, sections);
            default -> Judgement.REFUSED;
        };
    }

    private static Judgement attribute(String text, Sections sections) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (name.equals("candidate")) {
            return passesIf(sections.candidate() && CandidateGuard.fits(text));
        }
        Pattern known = ATTRIBUTES.get(name);
        if (known == null) {
            return Judgement.LEFT_OUT;
        }
        return passesIf((colon < 0) == known.pattern().isEmpty()
                && known.matcher(value).matches()
                && sections.attribute(name, value));
    }

    private static Judgement passesIf(boolean fits) {
        return fits ? Judgement.PASSES : Judgement.REFUSED;
    }

    private static Map.Entry<String, Pattern> attribute(String name, String value) {
        return entry(name, Pattern.compile(value));
    }

    private static char typeOf(String line) {
        return line.isEmpty() || line.charAt(0) < 'a' || line.charAt(0) > 'z' ? '?' : line.charAt(0);
    }

    private static Verdict<String> unfit(String why) {
        return new Verdict.Unfit<>(why);
    }

    /** What the lines so far have said about the sections. */
    private static final class Sections {
        private static final Pattern PAYLOAD = Pattern.compile("(\\d{1,3}) .*");
        private static final Set<String> NUMBERED = Set.of("rtpmap", "fmtp", "rtcp-fb");
        private final List<String> kinds = new ArrayList<>();
        private final Set<String> mids = new HashSet<>();
        private int candidates;
        private int withMid;
        private int withKeys;
        private boolean keysForAll;
        private final Set<String> seen = new HashSet<>();
        private boolean refused;
        private boolean anyRefused;

        boolean none() {
            return kinds.isEmpty();
        }

        boolean begin(String value) {
            Matcher section = SECTION.matcher(value);
            if (!section.matches()
                    || Integer.parseInt(section.group("port")) > 65_535
                    || kinds.contains(section.group("kind"))) {
                return false;
            }
            endSection();
            kinds.add(section.group("kind"));
            refused = section.group("port").equals("0");
            seen.clear();
            return Pattern.compile(" ")
                    .splitAsStream(section.group("types").strip())
                    .allMatch(Sections::isPayload);
        }

        /** Port 0 stands for a section that is refused, or that is bundled from the start (RFC 8843, section 6). */
        private void endSection() {
            anyRefused |= refused && !seen.contains("bundle-only");
        }

        boolean candidate() {
            return !none() && ++candidates <= MOST_CANDIDATES;
        }

        boolean attribute(String name, String value) {
            boolean first = seen.add(name);
            if (name.equals("fingerprint") && first) {
                keysForAll |= none();
                withKeys += none() ? 0 : 1;
            }
            if (name.equals("mid")) {
                withMid++;
                return first && !none() && mids.add(value);
            }
            if (NUMBERED.contains(name)) {
                Matcher payload = PAYLOAD.matcher(value);
                return value.startsWith("* ") || (payload.matches() && isPayload(payload.group(1)));
            }
            if (name.equals("ssrc")) {
                return Long.parseLong(value.substring(0, value.indexOf(' '))) < (1L << 32);
            }
            return first || !Set.of("ice-ufrag", "ice-pwd", "setup").contains(name);
        }

        Optional<String> fault() {
            if (kinds.size() != 2) {
                return Optional.of("the description needs one section of audio and one of video");
            }
            endSection();
            if (anyRefused) {
                return Optional.of("the description refuses sound or picture as a whole");
            }
            if (withMid != 2) {
                return Optional.of("a section has no name");
            }
            if (!keysForAll && withKeys != 2) {
                return Optional.of("a section has no fingerprint of its keys");
            }
            return Optional.empty();
        }

        private static boolean isPayload(String text) {
            return Integer.parseInt(text) <= 127;
        }
    }
}
