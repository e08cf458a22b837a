package io.callvault.desktop.chaos.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A network between two people who call. Each is a name for {@code --faults}; docs/call-networks.md says what is demanded. */
public enum NetworkFault {
    NETWORK_DIRECT("two NATs that keep ports: the call goes without a relay"),
    NETWORK_NO_RELAY("two symmetric NATs and no relay: the call fails in time, and says at which stage"),
    NETWORK_TURN_UDP("two symmetric NATs: the call goes through the relay over UDP"),
    NETWORK_TURN_TCP("no UDP at all: through the relay over TCP"),
    NETWORK_TURN_TLS("nothing but port 443: through the relay over TLS"),
    NETWORK_ALWAYS_RELAY("the caller hides its address: nothing but relay candidates leaves it"),
    NETWORK_IPV6("no IPv4 anywhere"),
    NETWORK_MOVE("another address in the same network, in the midst of a call"),
    NETWORK_MOVE_NET("the network is gone for two seconds, then there is another one"),
    NETWORK_THIN("5 % loss, 100 ms of delay and 300 kbit/s on one side's line");

    private static final String ALL = "network";

    private final String summary;

    NetworkFault(String summary) {
        this.summary = summary;
    }

    public String summary() {
        return summary;
    }

    /** As on the command line: {@code network-turn-tcp}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the names are for networks at all, right or wrong ones. */
    public static boolean isMeant(String names) {
        return Arrays.stream(names.split(",")).allMatch(name -> clean(name).startsWith(ALL));
    }

    /** {@code network} for all, or names separated by commas; empty if one of them is none. */
    public static Optional<List<NetworkFault>> list(String names) {
        List<NetworkFault> found = new ArrayList<>();
        for (String name : names.split(",")) {
            if (clean(name).equals(ALL)) {
                found.addAll(List.of(values()));
            } else {
                Optional<NetworkFault> one = Arrays.stream(values())
                        .filter(fault -> fault.option().equals(clean(name)))
                        .findFirst();
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                found.add(one.get());
            }
        }
        return Optional.of(found.stream().distinct().toList());
    }

    private static String clean(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
