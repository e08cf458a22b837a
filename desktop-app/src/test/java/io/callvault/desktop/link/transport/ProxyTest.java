package io.callvault.desktop.link.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.SystemProxy;
import io.callvault.desktop.link.Transport;
import io.callvault.model.wire.AccountApi;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network whose only way out is an HTTP proxy, and whose name server does not know the server. */
class ProxyTest {

    private static final URI SERVER = URI.create("http://server.callvault.invalid:8443");

    @TempDir
    private Path folder;

    private final ProxySelector before = ProxySelector.getDefault();
    private final Heard listener = new Heard();
    private final List<String> heard = listener.lines;
    private SignalingServer server;
    private HttpProxy proxy;

    @BeforeEach
    void start() throws Exception {
        server = SignalingServer.start(ServerConfig.in(folder));
        proxy = new HttpProxy(server.port());
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                heard.add("failed");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        ProxySelector.setDefault(before);
        proxy.close();
        server.close();
    }

    @Test
    void webSocketsGoThroughATunnel() {
        Transport.Connection connection = open(SERVER);
        await().untilAsserted(() -> assertThat(heard).containsExactly("opened"));
        assertThat(proxy.asked()).containsExactly("CONNECT server.callvault.invalid:8443 HTTP/1.1");
        connection.close();
    }

    @Test
    void requestsGoThroughIt() {
        assertThat(serverInfo(SERVER)).isInstanceOf(ApiResult.Ok.class);
        assertThat(proxy.asked()).containsExactly("GET " + SERVER + "/api/server HTTP/1.1");
    }

    @Test
    void thisComputerIsReachedWithoutIt() {
        assertThat(serverInfo(server.uri())).isInstanceOf(ApiResult.Ok.class);
        Transport.Connection connection = open(server.uri());
        await().until(() -> heard.contains("opened"));
        connection.close();
        assertThat(proxy.asked()).isEmpty();
        for (String own : List.of("http://localhost:1", "http://[::1]:1", "http://127.8.9.1", "http://a.localhost")) {
            assertThat(SystemProxy.of(URI.create(own))).as(own).isEmpty();
        }
        assertThat(SystemProxy.of(URI.create("http://127.0.0.1.example.org"))).isPresent();
    }

    @Test
    void aProxyThatWantsAPasswordIsNamed() {
        proxy.wantPassword();
        assertThat(serverInfo(SERVER))
                .isInstanceOfSatisfying(
                        ApiResult.Unreachable.class,
                        unreachable -> assertThat(unreachable.why())
                                .contains("proxy")
                                .contains("name and a password")
                                .contains("ask whoever runs the network"));
        var _ = open(SERVER);
        await().until(() -> heard.stream().anyMatch(h -> h.startsWith("closed")));
        assertThat(heard).noneMatch(h -> h.equals("opened"));
    }

    private static ApiResult<AccountApi.ServerInfo> serverInfo(URI uri) {
        try (ApiClient api = new ApiClient(
                new ServerAddress(uri),
                new NetworkSwitch(),
                new ServerClock(InstantSource.system(), System::nanoTime),
                new SecureRandom())) {
            return api.anonymous(ApiCall.get("/api/server", AccountApi.ServerInfo.class))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
    }

    private Transport.Connection open(URI uri) {
        return new WebSocketTransport(new ServerAddress(uri)).open(listener);
    }
}
