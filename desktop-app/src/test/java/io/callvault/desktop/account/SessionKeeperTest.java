package io.callvault.desktop.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callvault.desktop.fault.Point;
import io.callvault.desktop.fault.Points;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.vault.OsKeyStore;
import io.callvault.desktop.vault.SecretName;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.desktop.vault.VaultState;
import io.callvault.desktop.vault.Vaults;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionKeeperTest {

    @TempDir
    private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final NetworkSwitch network = new NetworkSwitch();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private volatile Meanwhile meanwhile = () -> {};
    private volatile boolean refreshWorks = true;
    private volatile boolean deviceKnown = true;
    private HttpServer server;
    private ApiClient api;
    private Vault vault;
    private SessionKeeper session;
    private DeviceKeys keys;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException, VaultException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        ServerClock clock = new ServerClock(InstantSource.system(), loop::nanoTime);
        SecureRandom random = new SecureRandom();
        api = new ApiClient(new ServerAddress(uri), network, clock, random);
        if (!(Vaults.open(folder, OsKeyStore.none()) instanceof VaultState.Open(var fresh))) {
            throw new AssertionError("a fresh vault is open");
        }
        vault = fresh;
        session = new SessionKeeper(loop, api, vault, Points.none());
        session.subscribeEndings(ended::add);
        IdGenerator ids = new IdGenerator(InstantSource.system(), random);
        keys = DeviceKeys.fresh(ids.userId(), SigningKey.generate(random), ids, random, 1);
        session.begin(keys);
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void theDeviceKeySignsInAndTheRefreshTokenIsKept() {
        assertThat(token()).isEqualTo(new Session.Token.Valid("access3"));
        assertThat(asked).containsExactly("/api/challenges", "/api/sessions");
        assertThat(kept()).isEqualTo("refresh3");
        assertThat(token()).as("still good").isEqualTo(new Session.Token.Valid("access3"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void manyWhoAskAtOnceCauseOneRenewal() {
        CompletableFuture<Session.Token> first = session.token();
        CompletableFuture<Session.Token> second = session.token();
        assertThat(done(first)).isEqualTo(done(second));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTokenIsRenewedAtFourFifthsOfItsLife() {
        token();
        List<String> renewed = new CopyOnWriteArrayList<>();
        session.subscribeRenewals(renewed::add);
        loop.advance(Duration.ofSeconds(79));
        assertThat(asked).hasSize(2);
        loop.advance(Duration.ofSeconds(2));
        assertThat(token()).isInstanceOf(Session.Token.Valid.class);
        await().until(() -> !renewed.isEmpty());
        assertThat(asked).endsWith("/api/sessions/refresh");
    }

    @Test
    void aRefusedAccessTokenIsNotTriedAgain() {
        token();
        session.refused("another");
        assertThat(token()).isEqualTo(new Session.Token.Valid("access3"));
        session.refused("access3");
        assertThat(token()).isEqualTo(new Session.Token.Valid("access4"));
    }

    @Test
    void withoutARefreshTokenThatIsTakenTheDeviceKeySignsIn() {
        token();
        refreshWorks = false;
        session.refused("access3");
        assertThat(token()).isInstanceOf(Session.Token.Valid.class);
        assertThat(asked.subList(2, 5)).containsExactly("/api/sessions/refresh", "/api/challenges", "/api/sessions");
        assertThat(ended).isEmpty();
    }

    @Test
    void aDeviceTheServerRefusesIsSignedOutAndKeepsItsKeys() {
        token();
        refreshWorks = false;
        deviceKnown = false;
        session.refused("access3");
        assertThat(token()).isEqualTo(new Session.Token.SignedOut());
        assertThat(ended).hasSize(1);
        assertThat(session.signature()).isPresent();
    }

    @Test
    void anAnswerThatComesAfterSigningOutIsThrownAway() throws Exception {
        token();
        session.refused("access3");
        meanwhile = session::end;
        assertThat(token()).isEqualTo(new Session.Token.SignedOut());
        assertThat(vault.secret(SecretName.REFRESH_TOKEN)).isEmpty();
        assertThat(session.signature()).isEmpty();
    }

    @Test
    void offlineIsNotSignedOut() {
        network.set(false);
        assertThat(token()).isEqualTo(new Session.Token.Unreachable());
        assertThat(ended).isEmpty();
    }

    /** The process ends between answer and save: what stands in the vault is the token before, which the server still takes. */
    @Test
    void whatWasNotSavedIsAskedForAgainWithTheTokenBefore() {
        assertThat(token()).isEqualTo(new Session.Token.Valid("access3"));
        SessionKeeper dying = new SessionKeeper(loop, api, vault, point -> {
            assertThat(point).isEqualTo(Point.BETWEEN_REFRESH_AND_SAVE);
            throw new IllegalStateException("the end");
        });
        dying.begin(keys);
        assertThat(done(dying.token())).isEqualTo(new Session.Token.Unreachable());
        assertThat(kept()).as("the one before").isEqualTo("refresh3");
        assertThat(bodies.getLast()).contains("refresh3");

        SessionKeeper next = new SessionKeeper(loop, api, vault, Points.none());
        next.begin(keys);
        assertThat(done(next.token())).isInstanceOf(Session.Token.Valid.class);
        assertThat(bodies.getLast()).as("asked with it again").contains("refresh3");
        assertThat(kept()).isNotEqualTo("refresh3");
        assertThat(ended).isEmpty();
    }

    /** What happens while the server thinks. */
    private interface Meanwhile {
        void happens() throws VaultException;
    }

    private Session.Token token() {
        return done(session.token());
    }

    private static Session.Token done(CompletableFuture<Session.Token> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private String kept() {
        return new String(vault.secret(SecretName.REFRESH_TOKEN).orElseThrow().toArray(), StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        try {
            meanwhile.happens();
        } catch (VaultException e) {
            throw new IOException(e);
        }
        int number = asked.size() + 1;
        Object body = new AccountApi.Tokens("access" + number, 100_000, "refresh" + number);
        int status = 200;
        boolean refused = (path.equals("/api/sessions/refresh") && !refreshWorks)
                || (path.equals("/api/sessions") && !deviceKnown);
        if (refused) {
            body = Problem.of(ProblemCode.UNAUTHENTICATED, "no");
            status = 401;
        } else if (path.equals("/api/challenges")) {
            body = new AccountApi.Challenge(Bytes.copyOf(new byte[32]), 1);
        }
        byte[] json = Json.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }
}
