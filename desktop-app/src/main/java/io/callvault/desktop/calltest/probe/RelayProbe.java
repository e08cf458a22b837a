package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.turn.RelayUrl;
import io.callvault.desktop.calltest.turn.Relayed;
import io.callvault.desktop.calltest.turn.StunClient;
import io.callvault.rtc.IceServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks STUN and TURN servers for what a call wants of them, one protocol at a time. */
public final class RelayProbe {
    private static final Outcome.Bounds SLOW = new Outcome.Bounds(
            "relay_slow", "ms", 1_000, 10_000, "The way to the relay is slow: test again from another network.");

    private final StunClient client;
    private final List<IceServer> servers;

    public RelayProbe(StunClient client, List<IceServer> servers) {
        this.client = client;
        this.servers = servers;
    }

    /** How this computer is seen from outside. */
    public Outcome stun() {
        Optional<RelayUrl> url = urls().filter(one -> one.protocol() == RelayUrl.Protocol.UDP)
                .min((a, b) -> Boolean.compare(a.turn(), b.turn()));
        if (url.isEmpty()) {
            return Outcome.skipped("The server names no STUN server.");
        }
        return switch (client.see(url.get())) {
            case Relayed.Seen(InetSocketAddress mapped, InetSocketAddress local, long ms) ->
                Outcome.pass("Seen as " + address(mapped)
                                + (mapped.getAddress().equals(local.getAddress())
                                        ? ", the same as here: no address translation."
                                        : ": behind address translation (NAT)."))
                        .with((double) ms, "ms", "an answer");
            case Relayed.Refused(int code, String reason) -> refused("STUN", code, reason);
            case Relayed.Failed(Relayed.Why why, String detail) -> failed("stun", url.get(), why);
            case Relayed.Placed other -> Outcome.broken("test_error", "The test itself failed here.", "placed by STUN");
        };
    }

    /** Whether a relay gives a place when spoken to this way. */
    public Outcome turn(RelayUrl.Protocol protocol) {
        for (IceServer server : servers) {
            Optional<RelayUrl> url = server.urls().stream()
                    .flatMap(text -> RelayUrl.of(text).stream())
                    .filter(one -> one.turn() && one.protocol() == protocol)
                    .findFirst();
            if (url.isPresent()) {
                return turn(url.get(), server);
            }
        }
        return Outcome.skipped("The server names no relay for " + protocol + ".");
    }

    private Outcome turn(RelayUrl url, IceServer server) {
        return switch (client.place(url, server.username(), server.credential())) {
            case Relayed.Placed(InetSocketAddress relay, long ms) ->
                Outcome.atMost(SLOW, (double) ms, "The relay gave " + address(relay) + " within " + ms + " ms.");
            case Relayed.Refused(int code, String reason) -> refused("The relay", code, reason);
            case Relayed.Failed(Relayed.Why why, String detail) -> failed("turn", url, why);
            case Relayed.Seen other -> Outcome.broken("test_error", "The test itself failed here.", "seen by TURN");
        };
    }

    private static Outcome refused(String who, int code, String reason) {
        return switch (code) {
            case 401, 403, 437, 441 ->
                Outcome.fail(
                        "turn_refused",
                        who + " refused our credentials (" + code + ").",
                        "Server and relay must share one secret, and their clocks must agree: tell whoever runs them.");
            case 486, 508 ->
                Outcome.fail(
                        "turn_full",
                        who + " has no place left (" + code + ").",
                        "Try again later; whoever runs the relay should give it more ports or a higher quota.");
            default ->
                Outcome.fail(
                        "turn_refused",
                        who + " refused (" + code + (reason.isBlank() ? "" : ": " + reason) + ").",
                        "Tell whoever runs the relay.");
        };
    }

    private static Outcome failed(String kind, RelayUrl url, Relayed.Why why) {
        String way = url.protocol() + " port " + url.port();
        String how = url.protocol().name().toLowerCase(Locale.ROOT);
        return switch (why) {
            case NAME ->
                Outcome.fail(
                        kind + "_name_unknown",
                        "The relay's name is not known here.",
                        "Check the network's name service (DNS), then the server's settings.");
            case SILENCE ->
                Outcome.fail(
                        kind + "_" + how + "_silent",
                        "No answer over " + way + ".",
                        url.protocol() == RelayUrl.Protocol.UDP
                                ? "A firewall drops UDP, or the relay is down. Ask whoever runs the network to let UDP"
                                        + " out to port " + url.port() + "."
                                : "A firewall drops it, or the relay is down. Ask whoever runs the network to let TCP"
                                        + " out to port " + url.port() + ".");
            case NOBODY ->
                Outcome.fail(
                        kind + "_" + how + "_down",
                        "The relay's computer says that nobody listens at " + way + ".",
                        "The relay is not running: tell whoever runs it.");
            case NO_ROUTE ->
                Outcome.fail(
                        kind + "_" + how + "_no_route",
                        "There is no way from this network to the relay.",
                        "Check cable and Wi-Fi; a VPN may have to be switched on, or off.");
            case TLS ->
                Outcome.fail(
                        kind + "_tls_failed",
                        "The relay was reached, but TLS failed.",
                        "Something on the way may look into TLS: ask whoever runs the network. Else the relay's TLS is"
                                + " not set up.");
            case CERTIFICATE ->
                Outcome.fail(
                        kind + "_certificate",
                        "The relay's certificate is not one that this computer trusts.",
                        "Whoever runs the relay must give it a certificate of a public authority for its name.");
            case NOT_STUN ->
                Outcome.fail(
                        kind + "_not_relay",
                        "Something answers at " + way + ", but it is no relay.",
                        "A proxy or portal may stand in between: sign in to the network first. Else the server's"
                                + " settings name the wrong port.");
        };
    }

    private Stream<RelayUrl> urls() {
        return servers.stream().flatMap(server -> server.urls().stream()).flatMap(url -> RelayUrl.of(url).stream());
    }

    private static String address(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String text = ip.getHostAddress();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + address.getPort();
    }
}
