package io.callvault.desktop.calltest.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Runner;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.link.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wrong servers of every kind, and wrong clocks: each has its own code. */
@Timeout(30)
class ServerProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aCallVaultServerPasses() throws IOException {
        try (var server = new Answering(200, info(1, System.currentTimeMillis()))) {
            assertThat(judge(server.uri("http"), InstantSource.system()))
                    .extracting(Outcome::mark)
                    .containsExactly(Mark.PASS, Mark.PASS);
        }
    }

    @Test
    void anotherHttpServerIsNotCallVault() throws IOException {
        try (var server = new Answering(404, "<html>")) {
            List<Outcome> outcomes = judge(server.uri("http"), InstantSource.system());
            assertThat(outcomes.getFirst().code()).isEqualTo("not_callvault");
            assertThat(outcomes.getLast().mark()).isEqualTo(Mark.SKIPPED);
        }
        try (var server = new Answering(200, "{\"hello\":1}")) {
            assertThat(judge(server.uri("http"), InstantSource.system())
                            .getFirst()
                            .code())
                    .isEqualTo("not_callvault");
        }
    }

    @Test
    void aServerOfAnotherProtocolVersionSaysToUpdate() throws IOException {
        try (var server = new Answering(200, info(2, 0))) {
            Outcome outcome = judge(server.uri("http"), InstantSource.system()).getFirst();
            assertThat(outcome.code()).isEqualTo("server_version");
            assertThat(outcome.remedy()).contains("Update");
        }
    }

    @Test
    void nothingThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(judge("http://127.0.0.1:" + port, InstantSource.system())
                        .getFirst()
                        .code())
                .isEqualTo("server_unreachable");
    }

    @Test
    void tlsToAPlainServerSaysThatItSpeaksNone() throws IOException {
        try (var server = new Answering(200, info(1, 0))) {
            assertThat(judge(server.uri("https"), InstantSource.system())
                            .getFirst()
                            .code())
                    .isEqualTo("server_no_tls");
        }
    }

    @Test
    void whoSpeaksNoHttpIsNotCallVault() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(socket));
            assertThat(judge("http://127.0.0.1:" + socket.getLocalPort(), InstantSource.system())
                            .getFirst()
                            .code())
                    .isEqualTo("not_callvault");
        }
    }

    @Test
    void aNameNobodyKnowsIsToldApart() {
        assertThat(judge("http://no-such-computer.invalid", InstantSource.system())
                        .getFirst()
                        .code())
                .isEqualTo("server_name_unknown");
    }

    @Test
    void aClockTenMinutesOffFailsAndTheServerDoesNot() throws IOException {
        try (var server = new Answering(200, info(1, System.currentTimeMillis()))) {
            InstantSource late = () -> Instant.now().minus(Duration.ofMinutes(10));
            List<Outcome> outcomes = judge(server.uri("http"), late);
            assertThat(outcomes).extracting(Outcome::code).containsExactly("ok", "clock_off");
            assertThat(outcomes.getLast().said()).contains("behind");
            assertThat(outcomes.getLast().measure().orElseThrow().value()).isBetween(590.0, 610.0);
        }
    }

    @Test
    void aMinuteOffIsAWarning() {
        assertThat(ServerProbe.clock(-60_000).code()).isEqualTo("clock_inexact");
        assertThat(ServerProbe.clock(300_001).mark()).isEqualTo(Mark.FAIL);
    }

    private static List<Outcome> judge(String uri, InstantSource wall) {
        var probe = new ServerProbe(new ServerAddress(URI.create(uri)), wall);
        return new Runner(
                        List.of(new Job(List.of(Steps.SERVER, Steps.CLOCK), List.of(), List.of(), LIMIT, probe)),
                        LIMIT,
                        TestListener.SILENT)
                .run().stream().map(result -> result.outcome()).toList();
    }

    private static void greet(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                one.getOutputStream().write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static String info(int proto, long time) {
        return "{\"proto\":" + proto + ",\"epoch\":\"e\",\"server_time\":" + time
                + ",\"limits\":{\"max_frame_bytes\":1,\"max_text_chars\":1,\"max_unacked_events\":1}}";
    }

    /** An HTTP server that says one thing. */
    private static final class Answering implements AutoCloseable {
        private final HttpServer http;

        Answering(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
            http.createContext("/", exchange -> {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            http.start();
        }

        String uri(String scheme) {
            return scheme + "://127.0.0.1:" + http.getAddress().getPort();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
