package io.callvault.desktop.os;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;

/** The addresses of this computer's networks: when they change, so did the network. May take milliseconds: not on the FX thread. */
@FunctionalInterface
public interface NetworkAddresses {

    /**
     * Addresses of all interfaces that are up; empty where there is no network. Without those of loopback and of one link alone (RFC
     * 4291, 2.5.6; RFC 3927): no server is reached by them, and virtual machines come and go with them.
     */
    Set<String> read();

    /** Those of the running system. */
    static NetworkAddresses ofThisSystem() {
        return () -> {
            Set<String> found = new TreeSet<>();
            try {
                Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
                for (NetworkInterface one : Collections.list(all)) {
                    if (one.isUp() && !one.isLoopback()) {
                        one.inetAddresses()
                                .filter(address -> !address.isLinkLocalAddress())
                                .map(InetAddress::getHostAddress)
                                .forEach(found::add);
                    }
                }
            } catch (SocketException none) {
                return Set.of();
            }
            return Collections.unmodifiableSet(found);
        };
    }
}
