package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.ServerProcess;
import io.callvault.signaling.testing.SignedRequest;
import io.callvault.signaling.testing.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted stands on the page, and every signature that was not accepted stands in the log with its cause. */
class MetricsTest {

    private static final String TOKEN = "a token for tests only";

    @TempDir
    private Path folder;

    @Test
    void whatHappenedStandsOnThePage() throws Exception {
        try (SignalingServer server =
                SignalingServer.start(ServerConfig.in(folder).withEchoDelay(Duration.ZERO))) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            ConversationId conversation = ada.befriend(ben);
            try (Wire wire = ada.connect()) {
                for (int i = 0; i < 3; i++) {
                    wire.send(ada.text(conversation, "message " + i));
                    wire.await(Frame.Ack.class);
                }
                Frame.Send forged = new Frame.Send(
                        ada.text(conversation, "x").clientMsgId(),
                        conversation,
                        Optional.empty(),
                        Bytes.copyOf(new byte[200]));
                wire.send(forged);
                wire.await(Frame.Nack.class);
                assertThat(value(server, "ws_connections")).isEqualTo(1);
            }
            // Ada's welcome, invitation and the answers of the echo contact make further messages: at least ours.
            assertThat(value(server, "message_send_latency_ms_count")).isGreaterThanOrEqualTo(3);
            assertThat(value(server, "message_send_latency_ms_bucket{le=\"+Inf\"}"))
                    .isEqualTo(value(server, "message_send_latency_ms_count"));
            assertThat(value(server, "messages_acked_total")).isGreaterThanOrEqualTo(3);
            assertThat(value(server, "ws_reconnect_count_total")).isEqualTo(1);
            assertThat(value(server, "nacks_total{code=\"malformed\"}")).isEqualTo(1);
            assertThat(value(server, "signature_failures_total{cause=\"malformed\"}"))
                    .isEqualTo(1);
            assertThat(value(server, "store_fsyncs_total")).isPositive();
            for (String name : new String[] {
                "media_upload_fail_rate",
                "writer_queue_depth",
                "outflow_queue_depth",
                "dead_letters_standing",
                "dead_letters_total",
                "pokes_total",
                "resyncs_total",
                "rate_limited_total"
            }) {
                assertThat(value(server, name)).as(name).isZero();
            }
        }
    }

    @Test
    void everySignatureThatIsNotAcceptedIsCountedByItsCause() throws Exception {
        try (SignalingServer server =
                SignalingServer.start(ServerConfig.in(folder).withEchoDelay(Duration.ZERO))) {
            Person ada = Person.signUp(server.uri(), "ada");
            Person ben = Person.signUp(server.uri(), "ben");
            byte[] body = Http.bytes(new SyncApi.Invite("ben"));

            SignedRequest bent = new SignedRequest(ada, "POST", "/api/contacts", body);
            bent.sentBody = Http.bytes(new SyncApi.Invite("eve"));
            assertThat(bent.send().problem()).isEqualTo("bad_signature");
            counted(server, "bad_signature", 1);

            SignedRequest late = new SignedRequest(ada, "POST", "/api/contacts", body);
            late.timestamp -= 400_000;
            assertThat(late.send().problem()).isEqualTo("clock_skew");
            counted(server, "clock_skew", 1);

            SignedRequest good = new SignedRequest(ada, "POST", "/api/contacts", body);
            assertThat(good.send().status()).isEqualTo(200);
            assertThat(good.send().problem()).isEqualTo("replayed_nonce");
            counted(server, "replayed_nonce", 1);

            assertThat(ada.http
                            .send("POST", "/api/contacts", body, "Authorization", "Bearer " + ada.tokens.accessToken())
                            .problem())
                    .isEqualTo("bad_signature");
            counted(server, "malformed", 1);

            assertThat(ada.signIn(Person.IDS.deviceId(), ada.deviceKey).problem())
                    .isEqualTo("unauthenticated");
            counted(server, "unknown_device", 1);

            ConversationId conversation = ada.echo();
            try (Wire wire = ada.connect()) {
                long ahead = System.currentTimeMillis() + 400_000;
                wire.send(ada.seal(ada.header(conversation, ahead), "from the future", Optional.empty()));
                Frame.Nack nack = wire.await(Frame.Nack.class);
                assertThat(nack.code()).isEqualTo("clock_skew");
                assertThat(nack.permanent()).isFalse();
                assertThat(Math.abs(nack.serverTime() - System.currentTimeMillis()))
                        .isLessThan(60_000);
                counted(server, "clock_skew", 2);
                Frame.Send bens = ben.text(conversation, "not hers");
                wire.send(bens);
                assertThat(wire.await(Frame.Nack.class).code()).isEqualTo("forbidden");
                counted(server, "unknown_device", 2);
            }
        }
    }

    @Test
    void theLogNamesCauseAndOffsetAndNoSecret() throws Exception {
        Path data = folder.resolve("data");
        try (ServerProcess process = ServerProcess.launch(data, 0)) {
            Person ada = Person.signUp(process.ready(), "ada");
            SignedRequest late = new SignedRequest(ada, "POST", "/api/contacts", Http.bytes(new SyncApi.Invite("ben")));
            late.timestamp -= 400_000;
            assertThat(late.send().problem()).isEqualTo("clock_skew");
            String log = Files.readString(folder.resolve("server.log"));
            assertThat(log)
                    .containsPattern("signature_failure cause=clock_skew what=request who=" + ada.device
                            + " offset_ms=-40\\d{4}\\R")
                    .doesNotContain(
                            ada.tokens.accessToken(),
                            ada.tokens.refreshToken(),
                            Bytes.copyOf(late.nonce).base64Url());
        }
    }

    @Test
    void thePageIsForThisMachineOrForAdministrators() throws Exception {
        try (SignalingServer closed = SignalingServer.start(ServerConfig.in(folder.resolve("closed")))) {
            Http http = new Http(closed.uri());
            assertThat(http.send("GET", "/metrics", new byte[0]).type()).startsWith("text/plain");
            assertThat(http.send("GET", "/metrics", new byte[0], "X-Forwarded-For", "192.0.2.1")
                            .problem())
                    .isEqualTo("not_found");
        }
        try (SignalingServer open =
                SignalingServer.start(ServerConfig.in(folder.resolve("open")).withAdminToken(AdminToken.of(TOKEN)))) {
            Http http = new Http(open.uri());
            assertThat(http.send("GET", "/metrics", new byte[0], "X-Forwarded-For", "192.0.2.1")
                            .problem())
                    .isEqualTo("unauthenticated");
            assertThat(http.send(
                                    "GET",
                                    "/metrics",
                                    new byte[0],
                                    "X-Forwarded-For",
                                    "192.0.2.1",
                                    "Authorization",
                                    "Bearer " + TOKEN)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static void counted(SignalingServer server, String cause, double times) {
        assertThat(value(server, "signature_failures_total{cause=\"" + cause + "\"}"))
                .as(cause)
                .isEqualTo(times);
    }

    private static double value(SignalingServer server, String name) {
        String page =
                new Http(server.uri()).send("GET", "/metrics", new byte[0]).body();
        return page.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the page:\n" + page));
    }
}
