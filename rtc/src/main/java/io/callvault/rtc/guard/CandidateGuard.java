package io.callvault.rtc.guard;

import io.callvault.rtc.IceCandidate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Candidates by the grammar of RFC 8839, section 5.1, with the extensions that browsers write. */
public final class CandidateGuard {
    static final int MOST_CHARACTERS = 512;

    private static final Pattern MID = Pattern.compile("[A-Za-z0-9_.-]{1,16}");
    private static final Pattern GRAMMAR = Pattern.compile(
            "candidate:(?<foundation>[A-Za-z0-9+/]{1,32}) (?<component>[12]) (?<transport>[A-Za-z]{3}) (?<priority>\\d{1,10}) "
                    + "(?<address>[0-9A-Za-z.:-]{2,64}) (?<port>\\d{1,5}) typ (?<type>host|srflx|prflx|relay)"
                    + "(?: raddr (?<raddr>[0-9A-Fa-f.:]{2,45}) rport (?<rport>\\d{1,5}))?(?<more>(?: [a-z-]{1,16} [A-Za-z0-9+/]{1,256}){0,8})");
    private static final Pattern EXTENSION = Pattern.compile(" ([a-z-]+) ([A-Za-z0-9+/]+)");
    private static final Set<String> TCP_TYPES = Set.of("active", "passive", "so");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private CandidateGuard() {}

    /** A name is let through only as a browser's {@code .local}: any other would have us ask the name service for a stranger. */
    public static Verdict<IceCandidate> check(IceCandidate candidate) {
        if (!MID.matcher(candidate.mid()).matches() || candidate.line() < 0 || candidate.line() > 7) {
            return new Verdict.Unfit<>("the candidate's section is not known");
        }
        return fits(candidate.text())
                ? new Verdict.Fit<>(candidate)
                : new Verdict.Unfit<>("the candidate is not one of RFC 8839");
    }

    static boolean fits(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return false;
        }
        Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String address = parts.group("address");
        String related = parts.group("raddr");
        boolean tcp = parts.group("transport").equalsIgnoreCase("tcp");
        return (tcp || parts.group("transport").equalsIgnoreCase("udp"))
                && Long.parseLong(parts.group("priority")) < (1L << 32)
                && (Addresses.isLiteral(address) || Addresses.isMdns(address))
                && Addresses.isPort(parts.group("port"))
                && (related == null || relatedFits(related, parts.group("rport")))
                && extensionsFit(parts.group("more"), tcp);
    }

    /** Port 0 where the address is kept back. */
    private static boolean relatedFits(String address, String port) {
        return Addresses.isLiteral(address) && Integer.parseInt(port) <= 65_535;
    }

    private static boolean extensionsFit(String text, boolean tcp) {
        Matcher extension = EXTENSION.matcher(text);
        boolean tcpType = false;
        while (extension.find()) {
            String value = extension.group(2);
            tcpType |= extension.group(1).equals("tcptype");
            boolean fit = switch (extension.group(1)) {
                case "tcptype" -> TCP_TYPES.contains(value);
                case "generation", "network-id", "network-cost" ->
                    NUMBER.matcher(value).matches();
                case "ufrag" -> value.length() >= 4;
                default -> false;
            };
            if (!fit) {
                return false;
            }
        }
        return tcp == tcpType;
    }
}
