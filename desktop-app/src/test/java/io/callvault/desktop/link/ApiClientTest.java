package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private record Answer(int status, String body) {}

    private record Asked(String method, String path, List<String> token, byte[] body, List<String> signature) {}

    private final FakeSession session = new FakeSession();
    private final NetworkSwitch network = new NetworkSwitch();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server = server();
    private final ServerClock clock = new ServerClock(InstantSource.system(), System::nanoTime);
    private final ApiClient api = new ApiClient(
            new ServerAddress(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            network,
            clock,
            new SecureRandom());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void signsWhatChangesSomething() {
        answers.add(challenge());
        assertThat(done(api.authorized(invite(), session)).success()).isPresent();
        Asked request = asked.getFirst();
        assertThat(request.token()).containsExactly("Bearer t1");
        byte[] signed = Proofs.request(
                api.audience(),
                "POST",
                "/api/contacts",
                request.body(),
                Long.parseLong(request.signature().get(0)),
                Bytes.ofBase64Url(request.signature().get(1)),
                session.signer);
        assertThat(session.key
                        .verifyKey()
                        .verify(signed, Bytes.ofBase64Url(request.signature().get(2))))
                .isTrue();
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        answers.add(problem(ProblemCode.UNAUTHENTICATED));
        answers.add(challenge());
        assertThat(done(api.authorized(invite(), session)).success()).isPresent();
        assertThat(asked.stream().map(a -> a.token().getFirst())).containsExactly("Bearer t1", "Bearer t2");
        answers.add(problem(ProblemCode.UNAUTHENTICATED));
        answers.add(problem(ProblemCode.UNAUTHENTICATED));
        assertThat(done(api.authorized(invite(), session))).isInstanceOf(ApiResult.Problem.class);
        assertThat(asked).hasSize(4);
    }

    @Test
    void aWrongClockIsCorrectedAndTheCallSignedAnew() {
        long serverTime = System.currentTimeMillis() + 3_600_000;
        answers.add(problem(ProblemCode.CLOCK_SKEW));
        answers.add(new Answer(
                200, Json.write(new AccountApi.ServerInfo(1, "e", serverTime, new Frame.ServerLimits(1, 1, 1)))));
        answers.add(challenge());
        assertThat(done(api.authorized(invite(), session)).success()).isPresent();
        assertThat(clock.offsetMs()).isBetween(3_590_000L, 3_610_000L);
        assertThat(Long.parseLong(asked.getLast().signature().getFirst())).isGreaterThan(serverTime - 10_000);
    }

    @Test
    void problemsAndRubbishAndSilenceAreResults() {
        answers.add(problem(ProblemCode.HANDLE_TAKEN));
        assertThat(done(api.anonymous(invite())))
                .isEqualTo(new ApiResult.Problem<>(Optional.of(ProblemCode.HANDLE_TAKEN), 409, "for the test"));
        answers.add(new Answer(502, "<html>"));
        assertThat(done(api.anonymous(invite())))
                .isEqualTo(new ApiResult.Problem<>(Optional.empty(), 502, "The server answered with status 502."));
        answers.add(new Answer(200, "[]"));
        assertThat(done(api.anonymous(invite())))
                .isEqualTo(new ApiResult.Problem<>(Optional.empty(), 200, "The server's answer could not be read."));
        server.stop(0);
        assertThat(done(api.anonymous(invite()))).isInstanceOf(ApiResult.Unreachable.class);
    }

    @Test
    void nothingLeavesWhileWorkingOffline() {
        network.set(false);
        assertThat(done(api.authorized(invite(), session))).isInstanceOf(ApiResult.Unreachable.class);
        assertThat(asked).isEmpty();
    }

    private static ApiCall<AccountApi.Challenge> invite() {
        return ApiCall.post("/api/contacts", new SyncApi.Invite("bob"), AccountApi.Challenge.class);
    }

    private static Answer challenge() {
        return new Answer(200, Json.write(new AccountApi.Challenge(Bytes.copyOf(new byte[32]), 1)));
    }

    private static Answer problem(ProblemCode code) {
        return new Answer(code.status(), Json.write(Problem.of(code, "for the test")));
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private HttpServer server() {
        try {
            HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            created.createContext("/", this::answer);
            return created;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<String> signature = new ArrayList<>();
        for (String name : List.of("CV-Timestamp", "CV-Nonce", "CV-Signature")) {
            signature.addAll(exchange.getRequestHeaders().getOrDefault(name, List.of()));
        }
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getOrDefault("Authorization", List.of()),
                exchange.getRequestBody().readAllBytes(),
                signature));
        Answer answer = Optional.ofNullable(answers.poll()).orElseThrow();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
