package io.callvault.desktop.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chaos.net.Namespaces.Family;
import io.callvault.desktop.chaos.net.Namespaces.Place;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespacesTest {

    @TempDir
    private Path work;

    @Test
    void makesNetworksWithARelayAndTakesAllOfItAway() throws IOException {
        allowed();
        String prefix = "cvn-" + ProcessHandle.current().pid() + "-";
        try (Namespaces net = Namespaces.make(Family.V4);
                Relay relay = new Relay(net, work)) {
            assertThat(Namespaces.list()).anyMatch(name -> name.startsWith(prefix));
            assertThat(relay.pid()).isPositive();
            assertThat(dials(net)).as("TLS port from behind a NAT").isTrue();
            net.fence(Namespaces.Fence.NO_RELAY);
            assertThat(dials(net)).as("TLS port through a fence").isFalse();
        }
        assertThat(Namespaces.list()).noneMatch(name -> name.startsWith(prefix));
    }

    @Test
    void sweepsWhatADeadRunLeftAndNothingElse() {
        allowed();
        long nobody =
                ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid).max().orElseThrow() + 100_000;
        String left = "cvn-" + nobody + "-1-a";
        String foreign = "cvx-" + nobody + "-1-a";
        Tool.must(List.of("ip", "netns", "add", left), "");
        Tool.must(List.of("ip", "netns", "add", foreign), "");
        try {
            Namespaces.sweep();
            assertThat(Namespaces.list()).doesNotContain(left).contains(foreign);
        } finally {
            Tool.run(List.of("ip", "netns", "del", foreign));
        }
    }

    @Test
    void aThinLineIsLateLossyAndNarrow() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (DatagramSocket target = new DatagramSocket(new InetSocketAddress(here, 0));
                DatagramSocket caller = new DatagramSocket(new InetSocketAddress(here, 0));
                ThinLine line = new ThinLine(
                        new InetSocketAddress(here, 0),
                        new InetSocketAddress(here, target.getLocalPort()),
                        new ThinLine.Terms(50, 20, 400, 200),
                        7)) {
            target.setSoTimeout(400);
            caller.setSoTimeout(2_000);
            long begin = System.nanoTime();
            // 60 packets of 972 + 28 bytes are 480 kbit: at 400 kbit/s and 200 ms of queue most of them find no room.
            for (int i = 0; i < 60; i++) {
                caller.send(new DatagramPacket(new byte[972], 972, here, line.port()));
            }
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            target.receive(packet);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isBetween(60L, 400L);
            int came = 1;
            try {
                while (true) {
                    target.receive(packet);
                    came++;
                }
            } catch (java.net.SocketTimeoutException over) {
                assertThat(came).isEqualTo((int) line.carried()).isBetween(5, 11);
            }
            assertThat(line.carried() + line.dropped()).isEqualTo(60);
            target.send(new DatagramPacket(new byte[9], 9, packet.getSocketAddress()));
            caller.receive(packet);
            assertThat(packet.getLength()).isEqualTo(9);
        }
    }

    private static void allowed() {
        if (Namespaces.permission() instanceof Namespaces.Permission.Forbidden(String reason)) {
            System.out.println("skipped: " + reason);
            Assumptions.abort(reason);
        }
    }

    /** Whether A reaches the relay's TLS port within a second. */
    private static boolean dials(Namespaces net) {
        String address = "/dev/tcp/" + net.serverAddress() + "/" + Namespaces.RELAY_TLS_PORT;
        return Tool.run(net.at(Place.A, "timeout", "1", "bash", "-c", "<" + address))
                .fine();
    }
}
