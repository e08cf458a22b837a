package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Is there a Call Vault server, and does its time agree with ours? Three questions, the fastest one counts. */
public final class ServerProbe implements Job.Work {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration ANSWER = Duration.ofSeconds(6);
    private static final int MAX_BODY = 64 * 1024;
    private static final int QUESTIONS = 3;
    private static final int HTTPS = 443;

    /** Round trips beyond which a conversation becomes an exchange of radio messages (G.114, table 1: 150 ms one way). */
    private static final Outcome.Bounds ROUND_TRIP = new Outcome.Bounds(
            "server_slow",
            "ms",
            300,
            2_000,
            "Test again from another network: with such delays people talk over one another.");

    private static final long CLOCK_WARN_MS = 30_000;

    private final ServerAddress server;
    private final InstantSource wall;

    /** @param wall the computer's clock, right or wrong */
    public ServerProbe(ServerAddress server, InstantSource wall) {
        this.server = server;
        this.wall = wall;
    }

    @Override
    public void run(Job.Desk desk) throws InterruptedException {
        ServerClock clock = new ServerClock(wall, System::nanoTime);
        long best = Long.MAX_VALUE;
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(SystemProxy.selector())
                .build()) {
            for (int i = 0; i < QUESTIONS; i++) {
                long sent = clock.nanoTime();
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(server.resolve("/api/server"))
                                .timeout(ANSWER)
                                .build(),
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BODY));
                Optional<AccountApi.ServerInfo> info = info(answer);
                if (info.isEmpty()) {
                    desk.finish(Steps.SERVER.id(), stranger(answer));
                    break;
                }
                if (info.get().proto() != Frame.PROTO) {
                    desk.finish(Steps.SERVER.id(), version(info.get().proto()));
                    break;
                }
                clock.sample(sent, info.get().serverTime());
                best = Math.min(best, (clock.nanoTime() - sent) / 1_000_000L);
            }
        } catch (IOException e) {
            desk.finish(Steps.SERVER.id(), unreachable(e));
        }
        if (clock.sinceSample().isEmpty()) {
            desk.finish(Steps.CLOCK.id(), Outcome.skipped("Not tried: no server told its time."));
            return;
        }
        desk.finish(
                Steps.SERVER.id(),
                Outcome.atMost(
                        ROUND_TRIP, (double) best, "It answers within " + best + " ms, protocol " + Frame.PROTO + "."));
        desk.finish(Steps.CLOCK.id(), clock(clock.offsetMs()));
    }

    static Outcome clock(long offsetMs) {
        long off = Math.abs(offsetMs);
        String said = "This computer's clock is " + Words.lasting(Duration.ofMillis(off))
                + (offsetMs > 0 ? " behind" : " ahead of") + " the server's.";
        String remedy = "Switch on “set time automatically” in the system's settings for date and time.";
        Outcome outcome = off > Limits.MAX_CLOCK_SKEW_MS
                ? Outcome.fail("clock_off", said, remedy)
                : off > CLOCK_WARN_MS
                        ? Outcome.warn("clock_inexact", said, remedy)
                        : Outcome.pass(off < 1_000 ? "It is right." : said);
        return outcome.with(off / 1_000.0, "s", "at most " + Limits.MAX_CLOCK_SKEW_MS / 1_000);
    }

    private static Optional<AccountApi.ServerInfo> info(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(answer.body(), MAX_BODY, AccountApi.ServerInfo.class));
        } catch (WireException other) {
            return Optional.empty();
        }
    }

    private static Outcome stranger(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 407) {
            return Outcome.fail(
                    "proxy_password",
                    "The proxy of this network asks for a name and a password.",
                    "Ask whoever runs the network to let Call Vault through without one.");
        }
        return Outcome.fail(
                "not_callvault",
                "Something answers there (HTTP " + answer.statusCode() + "), but it is not a Call Vault server.",
                "Check the address of the server. In a hotel or train, open a web page first and sign in to the network.");
    }

    private static Outcome version(int proto) {
        return Outcome.fail(
                "server_version",
                "The server speaks protocol " + proto + ", this app " + Frame.PROTO + ".",
                "Update the app; if it is the newest, ask whoever runs the server to update it.");
    }

    private Outcome unreachable(IOException e) {
        boolean secure = "https".equalsIgnoreCase(server.uri().getScheme());
        if (secure
                && caused(e, SSLHandshakeException.class)
                && text(e).matches("(?is).*(PKIX|certificat|subject alternative|trust anchor|expired).*")) {
            return Outcome.fail(
                    "server_certificate",
                    "The server's certificate is not one that this computer trusts.",
                    "Check the address and this computer's date. A company's network may need its own certificate"
                            + " installed: ask whoever runs it.");
        }
        boolean late = caused(e, HttpConnectTimeoutException.class) || caused(e, HttpTimeoutException.class);
        if (secure && (caused(e, SSLException.class) || (late && listens()))) {
            return Outcome.fail(
                    "server_no_tls",
                    "Something listens there, but it does not speak TLS.",
                    "Check the address: https:// where the server speaks TLS, http:// only on this computer itself.");
        }
        if (caused(e, UnresolvedAddressException.class)) {
            return Outcome.fail(
                    "server_name_unknown",
                    "No computer of that name is known.",
                    "Check the address for typing errors, then the network's name service (DNS).");
        }
        if (late) {
            return Outcome.fail(
                    "server_silent",
                    "The server does not answer.",
                    "Check whether other web pages open. If they do, a firewall stops the way to the server.");
        }
        if (caused(e, ConnectException.class) || caused(e, NoRouteToHostException.class)) {
            return Outcome.fail(
                    "server_unreachable",
                    "Nothing listens at the server's address.",
                    "Check address and port; if they are right, the server is down: ask whoever runs it.");
        }
        return Outcome.fail(
                "not_callvault",
                "Something listens there, but it does not speak HTTP as a Call Vault server does.",
                "Check the address and whether it begins with https:// or http:// as it should.");
    }

    /** Whether somebody takes connections there, whatever they speak. */
    private boolean listens() {
        URI uri = server.uri();
        try (Socket socket = new Socket()) {
            int port = uri.getPort() >= 0 ? uri.getPort() : HTTPS;
            socket.connect(new InetSocketAddress(uri.getHost(), port), Math.toIntExact(CONNECT.toMillis()));
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static String text(Throwable e) {
        return Stream.iterate(e, Throwable.class::isInstance, Throwable::getCause)
                .map(String::valueOf)
                .reduce("", String::concat);
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> type) {
        return Stream.iterate(e, Throwable.class::isInstance, Throwable::getCause)
                .anyMatch(type::isInstance);
    }
}
