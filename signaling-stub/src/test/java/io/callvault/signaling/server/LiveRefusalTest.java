package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.SignedRequest;
import io.callvault.signaling.testing.StreamTalk;
import io.callvault.signaling.testing.Talk;
import io.callvault.signaling.testing.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of the two fallbacks that must be refused, and that the connection goes on where it should. */
class LiveRefusalTest {

    private static final String RUN = UUID.randomUUID().toString();

    @TempDir
    private static Path data;

    private static SignalingServer server;
    private static Person ada;
    private static Person ben;

    private Optional<Talk> connection = Optional.empty();

    record Case(String name, boolean connected, String code, Supplier<Http.Answer> ask) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withEchoDelay(Duration.ZERO));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        connection = Optional.empty();
    }

    @AfterEach
    void hangUp() {
        connection.ifPresent(Talk::close);
        // Whatever happened: the next hello is welcome.
        hello();
        assertThat(post(RUN, List.of(ping())).status()).isEqualTo(200);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("commands without a hello", false, "session_gone", () -> post(other(), List.of(ping()))),
                new Case("a poll without a hello", false, "session_gone", () -> poll(other(), 0, 1)),
                new Case("a stream without a hello", false, "session_gone", () -> stream(other(), "")),
                new Case(
                        "another's connection",
                        true,
                        "session_gone",
                        () -> ben.get("/api/events?wait=1&since=0&instance_id=" + RUN)),
                new Case("no instance", true, "invalid_field", () -> signed("/api/commands", body(List.of(ping())))),
                new Case("a long poll of nobody", true, "invalid_field", () -> ada.get("/api/events?wait=1&since=0")),
                new Case("too long an instance", true, "invalid_field", () -> poll("x".repeat(65), 0, 1)),
                new Case("an instance with spaces", true, "invalid_field", () -> poll("a%20b", 0, 1)),
                new Case("too long a wait", true, "invalid_field", () -> poll(RUN, 0, Limits.MAX_WAIT_S + 1)),
                new Case("a poll beyond the head", true, "cursor_expired", () -> poll(RUN, 9_999, 1)),
                new Case("a stream that goes on nowhere", true, "invalid_field", () -> stream(RUN, "yesterday")),
                new Case("a stream of another history", true, "cursor_expired", () -> stream(RUN, "other:1:")),
                new Case(
                        "a stream beyond the head",
                        true,
                        "cursor_expired",
                        () -> stream(RUN, new SyncApi.EventCursor(epoch(), 9_999, Optional.empty()).text())),
                new Case(
                        "a stream after another event",
                        true,
                        "cursor_expired",
                        () -> stream(
                                RUN, new SyncApi.EventCursor(epoch(), 1, Optional.of(Person.IDS.eventId())).text())),
                new Case("no frames", true, "invalid_field", () -> post(RUN, List.of())),
                new Case(
                        "too many frames",
                        true,
                        "invalid_field",
                        () -> post(RUN, Collections.nCopies(Limits.MAX_BATCH + 1, ping()))),
                new Case("not frames", true, "malformed", () -> signed(path(RUN), "{\"frames\":[1]}")),
                new Case("not JSON", true, "malformed", () -> signed(path(RUN), "frames")),
                new Case(
                        "unsigned",
                        true,
                        "bad_signature",
                        () -> ada.http.send(
                                "POST",
                                path(RUN),
                                body(List.of(ping())).getBytes(StandardCharsets.UTF_8),
                                "Authorization",
                                "Bearer " + ada.tokens.accessToken())),
                new Case(
                        "hello of another run",
                        true,
                        "invalid_field",
                        () -> post(RUN, List.of(FrameCodec.encode(Transport.hello(ada, other(), cursor()))))),
                new Case(
                        "hello of another protocol",
                        false,
                        "invalid_field",
                        () -> post(
                                RUN,
                                List.of(FrameCodec.encode(new Frame.Hello(
                                        2,
                                        ada.tokens.accessToken(),
                                        ada.device,
                                        RUN,
                                        Optional.empty(),
                                        0,
                                        Optional.empty()))))),
                new Case(
                        "hello with another's token",
                        false,
                        "unauthenticated",
                        () -> post(
                                RUN,
                                List.of(FrameCodec.encode(new Frame.Hello(
                                        1,
                                        ben.tokens.accessToken(),
                                        ada.device,
                                        RUN,
                                        Optional.empty(),
                                        0,
                                        Optional.empty()))))),
                new Case(
                        "hello in the middle",
                        true,
                        "malformed",
                        () -> post(RUN, List.of(ping(), FrameCodec.encode(Transport.hello(ada, RUN, cursor()))))),
                new Case(
                        "an unknown frame",
                        true,
                        "unknown_frame",
                        () -> post(RUN, List.of(ping(), "{\"t\":\"dance\"}"))),
                new Case("reading commands", true, "method_not_allowed", () -> ada.get(path(RUN))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefused(Case bad) {
        if (bad.connected()) {
            hello();
        }
        assertThat(bad.ask().get().problem()).isEqualTo(bad.code());
    }

    private void hello() {
        Talk talk = Transport.POLL.open(ada, RUN);
        talk.send(Transport.hello(ada, RUN, cursor()));
        talk.await(Frame.Welcome.class);
        connection = Optional.of(talk);
    }

    private static String other() {
        return UUID.randomUUID().toString();
    }

    private static String ping() {
        return FrameCodec.encode(new Frame.Ping(0, 0));
    }

    private static String epoch() {
        return cursor().epoch();
    }

    private static SyncApi.EventCursor cursor() {
        SyncApi.Snapshot now = ada.snapshot();
        return new SyncApi.EventCursor(now.epoch(), now.headEv(), now.headEventId());
    }

    private static String path(String run) {
        return "/api/commands?instance_id=" + run;
    }

    private static String body(List<String> frames) {
        return "{\"frames\":[" + String.join(",", frames) + "]}";
    }

    private static Http.Answer post(String run, List<String> frames) {
        return signed(path(run), body(frames));
    }

    private static Http.Answer signed(String path, String body) {
        return new SignedRequest(ada, "POST", path, body.getBytes(StandardCharsets.UTF_8)).send();
    }

    private static Http.Answer poll(String run, long since, int wait) {
        return ada.get("/api/events?since=" + since + "&wait=" + wait + "&instance_id=" + run);
    }

    private static Http.Answer stream(String run, String lastEventId) {
        HttpResponse<InputStream> response = StreamTalk.open(ada, run, lastEventId);
        try (InputStream body = response.body()) {
            return new Http.Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
