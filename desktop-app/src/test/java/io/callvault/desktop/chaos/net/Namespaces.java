package io.callvault.desktop.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two hosts behind two NATs, and an internet with one server, as Linux network namespaces with names of this process alone:
 *
 * <pre>
 * A 10.0.1.2 ── NAT_A 203.0.113.1 ─┐
 *                                  ├─ WAN (bridge) ── SERVER 203.0.113.10
 * B 10.0.2.2 ── NAT_B 203.0.113.2 ─┘
 * </pre>
 *
 * or the same with IPv6 alone, where the NATs are firewalls that let only answers in. {@link #close()} takes everything away; so does
 * the end of the process, and what a killed one left behind is swept by the next. Not for several threads.
 */
public final class Namespaces implements AutoCloseable {

    /** One host, router or the network between. */
    public enum Place {
        A,
        B,
        NAT_A,
        NAT_B,
        WAN,
        SERVER
    }

    /** How the routers translate addresses; no difference with IPv6. */
    public enum Nat {
        /** Another port for each destination (RFC 4787: address and port dependent mapping). */
        SYMMETRIC,
        /** The same port for all destinations, but only who was written to may answer. */
        CONE
    }

    /** What the routers let out. */
    public enum Fence {
        OPEN,
        NO_UDP,
        /** Neither UDP nor any TCP port but 443 and the signalling server's. */
        ONLY_443,
        /** Nothing of a relay or STUN server. */
        NO_RELAY
    }

    /** Which addresses there are. */
    public enum Family {
        V4,
        V6
    }

    /** Whether this machine lets us make network namespaces. */
    public sealed interface Permission {
        record Granted() implements Permission {}

        /** @param reason a sentence */
        record Forbidden(String reason) implements Permission {}
    }

    /** STUN, TURN over UDP and TCP. */
    public static final int RELAY_PORT = 3478;
    /** TURN over TLS. */
    public static final int RELAY_TLS_PORT = 443;
    /** Signalling. */
    public static final int SIGNALLING_PORT = 8080;

    private static final Pattern OURS = Pattern.compile("cvn-(\\d+)-\\d+-[a-z_]+");
    /** RFC 5737, 203.0.113.0/24; a router that is not there. */
    private static final String NOWHERE = "203.0.113.254";

    private static int made;

    private final String prefix;
    private final Family family;
    private final Thread atExit = new Thread(this::remove, "cv-namespaces");

    private Namespaces(String prefix, Family family) {
        this.prefix = prefix;
        this.family = family;
    }

    /** Tries it: only the attempt tells. */
    public static Permission permission() {
        String name = "cvn-" + ProcessHandle.current().pid() + "-0-try";
        Tool.Result added = Tool.run(List.of("ip", "netns", "add", name));
        if (!added.fine() && !added.said().matches("(?si).*(denied|not permitted|read-only).*")) {
            throw new IllegalStateException("ip netns add: " + added.said());
        }
        if (!added.fine()) {
            return new Permission.Forbidden("network namespaces are forbidden here: " + added.said());
        }
        Tool.Result linked =
                Tool.run(List.of("ip", "-n", name, "link", "add", "x0", "type", "veth", "peer", "name", "x1"));
        Tool.Result nat = Tool.run(enter(name, "iptables", "-t", "nat", "-L", "-n"));
        Tool.run(List.of("ip", "netns", "del", name));
        if (!linked.fine()) {
            return new Permission.Forbidden("this kernel has no virtual network cards (veth): " + linked.said());
        }
        if (!nat.fine()) {
            return new Permission.Forbidden("this kernel has no address translation (iptables nat): " + nat.said());
        }
        return new Permission.Granted();
    }

    /** Makes them, symmetric and open; first sweeps what killed runs left behind. */
    public static synchronized Namespaces make(Family family) {
        sweep();
        made++;
        Namespaces all = new Namespaces("cvn-" + ProcessHandle.current().pid() + "-" + made + "-", family);
        Runtime.getRuntime().addShutdownHook(all.atExit);
        try {
            all.build();
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** Takes away the namespaces of runs of ours whose process is gone, with what still runs in them. */
    static void sweep() {
        for (String name : list()) {
            Matcher ours = OURS.matcher(name);
            if (ours.matches()
                    && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
                delete(name);
            }
        }
    }

    /** Names of all namespaces of this machine. */
    static List<String> list() {
        Path folder = Path.of("/var/run/netns");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs {@code command} at a place. */
    public List<String> at(Place place, String... command) {
        return enter(name(place), command);
    }

    /** The server's address, as it stands in a URL. */
    public String server() {
        return family == Family.V4 ? "203.0.113.10" : "[2001:db8:ff::10]";
    }

    /** The server's address alone. */
    String serverAddress() {
        return family == Family.V4 ? "203.0.113.10" : "2001:db8:ff::10";
    }

    /** How the routers translate from now on. What they translate already they go on with. */
    public void nat(Nat nat) {
        if (family == Family.V4) {
            String how = nat == Nat.SYMMETRIC ? " --random-fully" : "";
            for (Place router : routers()) {
                restore(router, "*nat\n:POSTROUTING ACCEPT\n-A POSTROUTING -o out -j MASQUERADE" + how + "\nCOMMIT\n");
            }
        }
    }

    /** What the routers let out from now on, also of what runs already. */
    public void fence(Fence fence) {
        for (Place router : routers()) {
            restore(router, rules(fence));
        }
    }

    /**
     * What is addressed to a translating router itself is dropped unseen: answered or tracked, it would spoil the port of a flow that
     * is only about to begin. With IPv6 the routers are spoken to (neighbour discovery).
     */
    private String rules(Fence fence) {
        String closed = switch (fence) {
            case OPEN -> "";
            case NO_UDP -> "-A FORWARD -p udp -j DROP\n";
            case ONLY_443 ->
                "-A FORWARD -p udp -j DROP\n-A FORWARD -i in -p tcp -m multiport ! --dports " + RELAY_TLS_PORT + ","
                        + SIGNALLING_PORT + " -j DROP\n";
            case NO_RELAY ->
                "-A FORWARD -i in -p udp --dport " + RELAY_PORT
                        + " -j DROP\n-A FORWARD -i in -p tcp -m multiport --dports " + RELAY_PORT + "," + RELAY_TLS_PORT
                        + " -j DROP\n";
        };
        return "*filter\n:INPUT " + (family == Family.V4 ? "DROP" : "ACCEPT") + "\n:FORWARD DROP\n:OUTPUT ACCEPT\n"
                + closed
                + "-A FORWARD -i in -o out -j ACCEPT\n"
                + "-A FORWARD -i out -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\nCOMMIT\n";
    }

    /** The host A gets another address in its network, or one in another network. The old one is gone first. */
    public void move(boolean anotherNetwork) {
        down();
        up(anotherNetwork);
    }

    /** Takes the address of A away: its network is gone. */
    public void down() {
        ip(Place.A, "addr flush dev eth scope global\n");
    }

    /** Gives A a new address: the network is back, as another one or with another address in the same. */
    public void up(boolean anotherNetwork) {
        String net = anotherNetwork ? "3" : "1";
        if (family == Family.V4) {
            ip(Place.A, "addr add 10.0." + net + ".77/24 dev eth\nroute add default via 10.0." + net + ".1\n");
        } else {
            ip(
                    Place.A,
                    "addr add 2001:db8:" + net + "::77/64 dev eth nodad\nroute replace default via 2001:db8:" + net
                            + "::1\n");
        }
    }

    /** Back to the address it had at first. */
    public void home() {
        down();
        if (family == Family.V4) {
            ip(Place.A, "addr add 10.0.1.2/24 dev eth\nroute add default via 10.0.1.1\n");
        } else {
            ip(Place.A, "addr add 2001:db8:1::2/64 dev eth nodad\nroute replace default via 2001:db8:1::1\n");
        }
    }

    /**
     * Makes the line of A thin in both directions with the kernel's own means ({@code tc netem}).
     *
     * @return why the kernel cannot; empty if it does now
     */
    public Optional<String> thin(int delayMs, int lossPercent, int kbps) {
        List<String> netem =
                List.of("root", "netem", "delay", delayMs + "ms", "loss", lossPercent + "%", "rate", kbps + "kbit");
        for (Object[] end : new Object[][] {{Place.A, "eth"}, {Place.NAT_A, "in"}}) {
            List<String> command = new ArrayList<>(List.of("tc", "qdisc", "add", "dev", (String) end[1]));
            command.addAll(netem);
            Tool.Result result = Tool.run(at((Place) end[0], command.toArray(String[]::new)));
            if (!result.fine()) {
                return Optional.of("tc netem: " + result.said());
            }
        }
        return Optional.empty();
    }

    /** Takes away what {@link #thin} did. */
    public void thick() {
        Tool.run(at(Place.A, "tc", "qdisc", "del", "dev", "eth", "root"));
        Tool.run(at(Place.NAT_A, "tc", "qdisc", "del", "dev", "in", "root"));
    }

    /** What A sends by UDP to the relay goes to another port of the server instead; as does the way back. */
    public void divert(int port) {
        restore(
                Place.SERVER,
                "*nat\n:PREROUTING ACCEPT\n-A PREROUTING -s 203.0.113.1 -p udp --dport " + RELAY_PORT
                        + " -j REDIRECT --to-ports " + port + "\nCOMMIT\n");
    }

    /** Ends {@link #divert}, for what begins from now on. */
    public void straight() {
        restore(Place.SERVER, "*nat\n:PREROUTING ACCEPT\nCOMMIT\n");
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The process ends: the hook runs, and finds nothing.
        }
    }

    private void remove() {
        list().stream().filter(name -> name.startsWith(prefix)).forEach(Namespaces::delete);
    }

    private void build() {
        for (Place place : Place.values()) {
            Tool.must(List.of("ip", "netns", "add", name(place)), "");
            ip(place, "link set lo up\n");
            // Addresses that are not asked for would be candidates, too.
            write(place, "/proc/sys/net/ipv6/conf/all/disable_ipv6", family == Family.V4 ? "1" : "0");
            write(place, "/proc/sys/net/ipv6/conf/default/disable_ipv6", family == Family.V4 ? "1" : "0");
            // Nobody else is here: an address is good at once, without the second of asking around (RFC 4862, 5.4).
            write(place, "/proc/sys/net/ipv6/conf/default/accept_dad", "0");
        }
        ip(Place.WAN, "link add br0 type bridge\nlink set br0 up\n");
        for (Place outer : List.of(Place.SERVER, Place.NAT_A, Place.NAT_B)) {
            String port = outer.name().toLowerCase(Locale.ROOT);
            wire(Place.WAN, port, outer, "out");
            ip(Place.WAN, "link set " + port + " master br0\n");
        }
        wire(Place.NAT_A, "in", Place.A, "eth");
        wire(Place.NAT_B, "in", Place.B, "eth");
        if (family == Family.V4) {
            addressV4();
        } else {
            addressV6();
        }
        nat(Nat.SYMMETRIC);
        fence(Fence.OPEN);
    }

    private void addressV4() {
        ip(Place.SERVER, "addr add 203.0.113.10/24 dev out\n");
        ip(Place.NAT_A, "addr add 203.0.113.1/24 dev out\naddr add 10.0.1.1/24 dev in\naddr add 10.0.3.1/24 dev in\n");
        ip(Place.NAT_B, "addr add 203.0.113.2/24 dev out\naddr add 10.0.2.1/24 dev in\n");
        for (Place outer : List.of(Place.SERVER, Place.NAT_A, Place.NAT_B)) {
            // A default route to nowhere, as on the real internet: without one coturn gets ENETUNREACH for the private
            // candidates of the other side, and closes the allocation.
            ip(
                    outer,
                    "neigh add " + NOWHERE + " lladdr 02:00:00:00:00:fe dev out nud permanent\nroute add default via "
                            + NOWHERE + "\n");
        }
        for (Place router : routers()) {
            write(router, "/proc/sys/net/ipv4/ip_forward", "1");
        }
        ip(Place.A, "addr add 10.0.1.2/24 dev eth\nroute add default via 10.0.1.1\n");
        ip(Place.B, "addr add 10.0.2.2/24 dev eth\nroute add default via 10.0.2.1\n");
    }

    private void addressV6() {
        ip(Place.SERVER, """
                addr add 2001:db8:ff::10/64 dev out nodad
                route add 2001:db8:1::/64 via 2001:db8:ff::1
                route add 2001:db8:3::/64 via 2001:db8:ff::1
                route add 2001:db8:2::/64 via 2001:db8:ff::2
                """);
        ip(Place.NAT_A, """
                addr add 2001:db8:ff::1/64 dev out nodad
                addr add 2001:db8:1::1/64 dev in nodad
                addr add 2001:db8:3::1/64 dev in nodad
                route add 2001:db8:2::/64 via 2001:db8:ff::2
                """);
        ip(Place.NAT_B, """
                addr add 2001:db8:ff::2/64 dev out nodad
                addr add 2001:db8:2::1/64 dev in nodad
                route add 2001:db8:1::/64 via 2001:db8:ff::1
                route add 2001:db8:3::/64 via 2001:db8:ff::1
                """);
        for (Place router : routers()) {
            write(router, "/proc/sys/net/ipv6/conf/all/forwarding", "1");
        }
        ip(Place.A, "addr add 2001:db8:1::2/64 dev eth nodad\nroute add default via 2001:db8:1::1\n");
        ip(Place.B, "addr add 2001:db8:2::2/64 dev eth nodad\nroute add default via 2001:db8:2::1\n");
    }

    private static List<Place> routers() {
        return List.of(Place.NAT_A, Place.NAT_B);
    }

    /** A cable between two places. */
    private void wire(Place left, String leftName, Place right, String rightName) {
        Tool.must(
                List.of(
                        "ip",
                        "link",
                        "add",
                        leftName,
                        "netns",
                        name(left),
                        "type",
                        "veth",
                        "peer",
                        "name",
                        rightName,
                        "netns",
                        name(right)),
                "");
        ip(left, "link set " + leftName + " up\n");
        ip(right, "link set " + rightName + " up\n");
    }

    private void ip(Place place, String batch) {
        Tool.must(List.of("ip", family == Family.V4 ? "-4" : "-6", "-n", name(place), "-batch", "-"), batch);
    }

    private void restore(Place place, String rules) {
        Tool.must(at(place, family == Family.V4 ? "iptables-restore" : "ip6tables-restore"), rules);
    }

    private void write(Place place, String setting, String value) {
        Tool.must(at(place, "tee", setting), value);
    }

    private String name(Place place) {
        return prefix + place.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> enter(String name, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(List.of(command));
        return all;
    }

    /** Only for names of ours: what runs there was started there by us. */
    private static void delete(String name) {
        Tool.run(List.of("ip", "netns", "pids", name))
                .said()
                .lines()
                .filter(line -> line.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .forEach(ProcessHandle::destroyForcibly);
        Tool.run(List.of("ip", "netns", "del", name));
    }
}
