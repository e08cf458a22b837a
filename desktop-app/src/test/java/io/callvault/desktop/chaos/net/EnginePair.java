package io.callvault.desktop.chaos.net;

import io.callvault.desktop.chaos.child.Told;
import io.callvault.desktop.chaos.net.child.EngineChild;
import io.callvault.model.wire.Json;
import io.callvault.rtc.IceServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Two media engines without clients or backend: the driver carries their signals, whatever the network does. */
final class EnginePair implements Pair {

    private final Namespaces net;
    private final AtomicReference<Side> first = new AtomicReference<>();
    private final Side a;
    private final Side b;

    EnginePair(Namespaces net, Path work) {
        this.net = net;
        b = new Side(
                net.at(Namespaces.Place.B), EngineChild.class, List.of("called"), work.resolve("b.log"), this::fromB);
        a = new Side(
                net.at(Namespaces.Place.A), EngineChild.class, List.of("caller"), work.resolve("a.log"), this::fromA);
        first.set(a);
        a.ready();
        b.ready();
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
        String name = Relay.username();
        String word = Relay.credential(name);
        String at = net.server() + ":" + Namespaces.RELAY_PORT;
        List<IceServer> servers = List.of(
                new IceServer(List.of("stun:" + at), "", ""),
                new IceServer(List.of("turn:" + at + "?transport=udp"), name, word),
                new IceServer(List.of("turn:" + at + "?transport=tcp"), name, word),
                new IceServer(
                        List.of("turns:" + net.server() + ":" + Namespaces.RELAY_TLS_PORT + "?transport=tcp"),
                        name,
                        word));
        b.ask("open " + wrapped(new EngineChild.Plan(servers, false)));
        a.ask("open " + wrapped(new EngineChild.Plan(servers, hide)));
        a.ask("offer");
    }

    @Override
    public void hangUp() {
        a.ask("close");
        b.ask("close");
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }

    private void fromA(Told told) {
        if (told.what().equals(Told.SIGNAL)) {
            var _ = b.tell(told.text());
        }
    }

    private void fromB(Told told) {
        Side to = first.get();
        if (told.what().equals(Told.SIGNAL) && to != null) {
            var _ = to.tell(told.text());
        }
    }

    private static String wrapped(Object value) {
        return Base64.getEncoder().encodeToString(Json.write(value).getBytes(StandardCharsets.UTF_8));
    }
}
