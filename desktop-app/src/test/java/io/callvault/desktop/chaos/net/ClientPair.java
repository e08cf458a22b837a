package io.callvault.desktop.chaos.net;

import io.callvault.desktop.chaos.child.ClientChild;
import io.callvault.desktop.chaos.child.Told;
import io.callvault.desktop.chaos.net.child.BackendChild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two whole clients without windows, and the backend that carries their signals through the same networks as the calls. */
final class ClientPair implements Pair {

    private static final Duration MEETING = Duration.ofSeconds(30);
    private static final Duration OVER = Duration.ofSeconds(20);

    private final Side backend;
    private final Side a;
    private final Side b;
    private String room = "";

    ClientPair(Namespaces net, Path work) {
        String host = net.server() + ":" + Namespaces.SIGNALLING_PORT;
        String relay = net.server() + ":" + Namespaces.RELAY_PORT;
        backend = new Side(
                net.at(Namespaces.Place.SERVER),
                BackendChild.class,
                List.of(
                        work.resolve("backend").toString(),
                        net.serverAddress(),
                        Integer.toString(Namespaces.SIGNALLING_PORT),
                        host,
                        Relay.SECRET,
                        "stun:" + relay,
                        "turn:" + relay + "?transport=udp",
                        "turn:" + relay + "?transport=tcp",
                        "turns:" + net.server() + ":" + Namespaces.RELAY_TLS_PORT + "?transport=tcp"),
                work.resolve("backend.log"),
                told -> {});
        a = client(net, Namespaces.Place.A, work.resolve("ann"), "http://" + host, "caller");
        b = client(net, Namespaces.Place.B, work.resolve("ben"), "http://" + host, "called");
        backend.ready();
        a.ready();
        b.ready();
        meet();
    }

    private static Side client(Namespaces net, Namespaces.Place place, Path profile, String server, String role) {
        return new Side(
                net.at(place),
                ClientChild.class,
                List.of(profile.toString(), server, "0", "-", "-", role),
                profile.resolveSibling(profile.getFileName() + ".log"),
                told -> {});
    }

    private void meet() {
        a.ask("signup ann");
        b.ask("signup ben");
        a.ask("invite ben");
        insist(b, "accept ann");
        room = roomOf(a, "ben");
        roomOf(b, "ann");
        b.ask("takes on");
    }

    /** What depends on an event that is still under way. */
    private static void insist(Side side, String command) {
        long until = System.nanoTime() + MEETING.toNanos();
        while (true) {
            try {
                side.ask(command);
                return;
            } catch (IllegalStateException notYet) {
                if (System.nanoTime() > until) {
                    throw notYet;
                }
            }
        }
    }

    private static String roomOf(Side side, String other) {
        long until = System.nanoTime() + MEETING.toNanos();
        while (System.nanoTime() < until) {
            for (String entry : side.ask("conversations").split(" ")) {
                if (entry.endsWith(":DIRECT:" + other)) {
                    return entry.substring(0, entry.indexOf(':'));
                }
            }
        }
        throw new IllegalStateException("they never met: " + side.trouble());
    }

    @Override
    public Side a() {
        return a;
    }

    @Override
    public Side b() {
        return b;
    }

    @Override
    public void call(boolean hide) {
        a.ask("hide " + (hide ? "on" : "off"));
        a.ask("call " + room);
    }

    @Override
    public void hangUp() {
        int markA = a.mark();
        int markB = b.mark();
        end(a, markA);
        end(b, markB);
    }

    /** Also where the other one cannot be told: each ends its own. */
    private static void end(Side side, int mark) {
        String phase = side.ask("phase");
        if (!phase.startsWith("ENDED") && !phase.startsWith("NONE")) {
            side.ask("hangup");
            if (side.await(mark, OVER, one -> one.what().equals(Told.END)).isEmpty()) {
                throw new IllegalStateException("a call does not end: " + side.trouble());
            }
        }
    }

    /** For texts beside the call. */
    String room() {
        return room;
    }

    @Override
    public void close() {
        a.close();
        b.close();
        backend.close();
    }
}
