package io.callvault.signaling.turn;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * How the child is to run.
 *
 * @param address where it listens and relays: one address of this machine, as its clients see it
 * @param port UDP and TCP; 0 takes a free one
 * @param tlsPort TLS over TCP; 0 takes a free one
 * @param lowest and {@code highest}: ports of the relayed addresses
 */
public record CoturnPlan(String address, int port, int tlsPort, int lowest, int highest) {

    /** The range of RFC 8656, section 7.2. */
    private static final int LOWEST = 49_152;

    private static final int HIGHEST = 65_535;

    /**
     * Networks that are nobody's public address (RFC 6890): a relay that reaches into them is a hole in somebody's firewall. coturn
     * refuses multicast by an option of its own.
     */
    private static final List<Range> PRIVATE = List.of(
            new Range("0.0.0.0", "0.255.255.255"),
            new Range("10.0.0.0", "10.255.255.255"),
            new Range("100.64.0.0", "100.127.255.255"),
            new Range("127.0.0.0", "127.255.255.255"),
            new Range("169.254.0.0", "169.254.255.255"),
            new Range("172.16.0.0", "172.31.255.255"),
            new Range("192.0.0.0", "192.0.0.255"),
            new Range("192.168.0.0", "192.168.255.255"),
            new Range("198.18.0.0", "198.19.255.255"),
            new Range("240.0.0.0", "255.255.255.255"),
            new Range("::1", "::1"),
            new Range("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            new Range("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

    /** Addresses from {@code first} to {@code last}. */
    record Range(String first, String last) {

        boolean holds(InetAddress address) {
            byte[] from = bytes(first);
            byte[] to = bytes(last);
            byte[] at = address.getAddress();
            return at.length == from.length
                    && Arrays.compareUnsigned(from, at) <= 0
                    && Arrays.compareUnsigned(at, to) <= 0;
        }

        /** As coturn writes it. */
        String text() {
            return first.equals(last) ? first : first + "-" + last;
        }
    }

    public CoturnPlan {
        InetAddress at = parse(address);
        if (at.isAnyLocalAddress() || at.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    "The relay needs one address that its clients can reach: name it with --coturn-address.");
        }
    }

    /** On this address, at the ports that are registered for TURN. */
    public static CoturnPlan at(String address) {
        return new CoturnPlan(address, 3_478, 5_349, LOWEST, HIGHEST);
    }

    /** On loopback, wherever there is room: for tests and for a demo on one machine. */
    public static CoturnPlan anywhere() {
        return new CoturnPlan("127.0.0.1", 0, 0, LOWEST, HIGHEST);
    }

    public CoturnPlan withPorts(int plain, int tls) {
        return new CoturnPlan(address, plain, tls, lowest, highest);
    }

    boolean onLoopback() {
        return parse(address).isLoopbackAddress();
    }

    /** Where no relayed packet may go: every private network but the one the relay itself stands in. None on loopback. */
    List<Range> denied() {
        InetAddress at = parse(address);
        return onLoopback()
                ? List.of()
                : PRIVATE.stream().filter(range -> !range.holds(at)).toList();
    }

    /** Never asks a name server. */
    private static InetAddress parse(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    literal + " is no address: name one of this machine with --coturn-address.", e);
        }
    }

    private static byte[] bytes(String literal) {
        return parse(literal).getAddress();
    }
}
