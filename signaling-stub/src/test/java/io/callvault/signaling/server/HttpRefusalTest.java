package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Http;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.SettableClock;
import io.callvault.signaling.testing.SignedRequest;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that must be refused: with which problem, that nothing was stored, and that the server lives on. */
class HttpRefusalTest {

    private static final SettableClock CLOCK = new SettableClock();
    private static final SigningKey FOREIGN = SigningKey.generate(new SecureRandom());

    @TempDir
    private static Path data;

    private static SignalingServer server;
    private static Person ada;
    private static Person ben;
    private static Person cyd;
    private static ConversationId bensAndCyds;
    private String before = "";

    /** One bad request and what it must lead to. */
    record Case(String name, int status, String code, Request request) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Request {
        Http.Answer send() throws Exception;
    }

    @BeforeAll
    static void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withClock(CLOCK).withEchoDelay(Duration.ZERO));
        ada = Person.signUp(server.uri(), "ada");
        ben = Person.signUp(server.uri(), "ben");
        cyd = Person.signUp(server.uri(), "cyd");
        bensAndCyds = ben.befriend(cyd);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void note() {
        before = everything();
    }

    @AfterEach
    void nothingWasStoredAndTheServerLives() {
        assertThat(everything()).isEqualTo(before);
    }

    private static String everything() {
        return Stream.of(ada, ben, cyd)
                .map(person -> person.snapshot())
                .map(all -> all.self() + " " + all.headEv() + " " + all.contacts() + " " + all.conversations())
                .toList()
                .toString();
    }

    @ParameterizedTest
    @MethodSource({"documents", "accounts", "sessions", "signatures", "reads", "people"})
    void isRefused(Case bad) throws Exception {
        Http.Answer answer = bad.request().send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
        assertThat(answer.problem()).isEqualTo(bad.code());
    }

    static Stream<Case> documents() {
        String account = Json.write(new Person(server.uri(), "dan").account());
        return Stream.of(
                raw("unknown path", 404, "not_found", "POST", "/api/nothing", "{}"),
                raw("wrong method", 405, "method_not_allowed", "PUT", "/api/accounts", "{}"),
                raw("not JSON", 400, "malformed", "POST", "/api/accounts", "hello"),
                raw("null", 400, "malformed", "POST", "/api/accounts", "null"),
                raw("an array", 400, "malformed", "POST", "/api/accounts", "[]"),
                raw("no body", 400, "malformed", "POST", "/api/accounts", ""),
                raw("missing fields", 400, "malformed", "POST", "/api/accounts", "{\"handle\":\"dan\"}"),
                raw("number for text", 400, "malformed", "POST", "/api/accounts", account.replace("\"dan\"", "7")),
                raw("a field twice", 400, "malformed", "POST", "/api/accounts", twice(account)),
                raw("two documents", 400, "malformed", "POST", "/api/accounts", account + account),
                raw("deep nesting", 400, "malformed", "POST", "/api/accounts", "[".repeat(5_000)),
                raw("too large", 413, "too_large", "POST", "/api/accounts", " ".repeat(70_000)),
                new Case(
                        "bad UTF-8",
                        400,
                        "malformed",
                        () -> ada.http.send("POST", "/api/sessions/refresh", new byte[] {
                            '{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'
                        })),
                new Case(
                        "another media type",
                        415,
                        "unsupported_media_type",
                        () -> Http.send(HttpRequest.newBuilder(server.uri().resolve("/api/accounts"))
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString(account))
                                .build())),
                raw("WebSocket path without upgrade", 400, "malformed", "GET", "/api/ws", ""));
    }

    static Stream<Case> accounts() {
        Person dan = new Person(server.uri(), "dan");
        AccountApi.CreateAccount good = dan.account();
        return Stream.of(
                account("bad handle", 422, "invalid_field", new Person(server.uri(), "Dan!").account()),
                account("reserved handle", 409, "handle_taken", new Person(server.uri(), "echo").account()),
                account("taken handle", 409, "handle_taken", new Person(server.uri(), "ada").account()),
                account("blank name", 422, "invalid_field", named(good, " ")),
                account("two-line name", 422, "invalid_field", named(good, "a\nb")),
                account("same account, other name", 409, "conflict", named(ada.account(), "Somebody else")),
                account("short key", 422, "invalid_field", keyed(good, Bytes.copyOf(new byte[31]))),
                account(
                        "another's identity key",
                        403,
                        "bad_signature",
                        keyed(good, ada.identity.verifyKey().bytes())),
                account(
                        "forged certificate",
                        403,
                        "bad_signature",
                        new AccountApi.CreateAccount(
                                good.userId(),
                                good.handle(),
                                good.displayName(),
                                good.identityKey(),
                                ada.certified(dan.device, dan.deviceKey),
                                good.proof())),
                account(
                        "proof for another server",
                        403,
                        "bad_signature",
                        new AccountApi.CreateAccount(
                                good.userId(),
                                good.handle(),
                                good.displayName(),
                                good.identityKey(),
                                good.device(),
                                dan.identity.sign(Proofs.account("other.example:443", dan.user, "dan")))),
                new Case(
                        "device without certificate of the identity",
                        403,
                        "bad_signature",
                        () -> ada.http.post("/api/devices", new AccountApi.AddDevice(forged()))),
                new Case(
                        "device of nobody",
                        404,
                        "not_found",
                        () -> ada.http.post(
                                "/api/devices", new AccountApi.AddDevice(dan.certified(dan.device, dan.deviceKey)))),
                new Case(
                        "another's device id",
                        409,
                        "conflict",
                        () -> ada.http.post(
                                "/api/devices", new AccountApi.AddDevice(ada.certified(ben.device, FOREIGN)))));
    }

    static Stream<Case> sessions() {
        return Stream.of(
                new Case("challenge twice", 401, "unauthenticated", () -> {
                    Bytes challenge = ada.challenge();
                    recover(ada, ada.identity, challenge);
                    return recover(ada, ada.identity, challenge);
                }),
                new Case(
                        "challenge of ours",
                        401,
                        "unauthenticated",
                        () -> recover(ada, ada.identity, Bytes.copyOf(new byte[32]))),
                new Case(
                        "recovery with another key",
                        403,
                        "bad_signature",
                        () -> recover(ada, FOREIGN, ada.challenge())),
                new Case("recovery of nobody", 404, "not_found", () -> {
                    Person nobody = new Person(server.uri(), "nobody");
                    return recover(nobody, nobody.identity, nobody.challenge());
                }),
                new Case("session signed by another key", 403, "bad_signature", () -> ada.signIn(ada.device, FOREIGN)),
                new Case(
                        "session of an unknown device",
                        401,
                        "unauthenticated",
                        () -> ada.signIn(Person.IDS.deviceId(), ada.deviceKey)),
                new Case(
                        "session with another's device",
                        401,
                        "unauthenticated",
                        () -> ada.signIn(ben.device, ben.deviceKey)),
                refresh("garbage refresh token", "garbage"),
                refresh("empty refresh token", ""),
                refresh("foreign refresh token", Bytes.copyOf(new byte[48]).base64Url()),
                new Case(
                        "no token",
                        401,
                        "unauthenticated",
                        () -> ada.http.send("GET", "/api/events?since=0", new byte[0])),
                bearer("garbage token", "garbage"),
                bearer("refresh token as access token", ada.tokens.refreshToken()),
                bearer("bent token", bend(ada.tokens.accessToken())),
                new Case("token of an ended session", 401, "unauthenticated", () -> {
                    AccountApi.Tokens living = ada.tokens;
                    ada.signIn();
                    String ended = ada.tokens.accessToken();
                    assertThat(ada.delete("/api/sessions").status()).isEqualTo(204);
                    ada.tokens = living;
                    return get("/api/events?since=0", ended);
                }));
    }

    static Stream<Case> signatures() {
        return Stream.of(
                new Case(
                        "no signature",
                        403,
                        "bad_signature",
                        () -> ada.http.send(
                                "POST",
                                "/api/contacts",
                                Http.bytes(new SyncApi.Invite("ben")),
                                "Authorization",
                                "Bearer " + ada.tokens.accessToken())),
                signed(
                        "other body than signed",
                        "bad_signature",
                        bent -> bent.sentBody = Http.bytes(new SyncApi.Invite("cyd"))),
                signed("for another server", "bad_signature", bent -> bent.audience = "other.example:443"),
                signed("with another's token", "bad_signature", bent -> bent.token = ben.tokens.accessToken()),
                signed("five minutes old", "clock_skew", bent -> bent.timestamp -= 301_000),
                signed("five minutes ahead", "clock_skew", bent -> bent.timestamp += 302_000),
                signed("short nonce", "bad_signature", bent -> bent.nonce = new byte[8]),
                new Case("replayed", 403, "replayed_nonce", () -> {
                    SignedRequest request =
                            new SignedRequest(ada, "POST", "/api/contacts", Http.bytes(new SyncApi.Invite("nobody")));
                    assertThat(request.send().problem()).isEqualTo("not_found");
                    return request.send();
                }));
    }

    static Stream<Case> reads() {
        return Stream.of(
                read("another's messages", 403, "not_member", "/api/messages/sync?conversation_id=" + bensAndCyds),
                read(
                        "messages of nothing",
                        403,
                        "not_member",
                        "/api/messages/sync?conversation_id=" + Person.IDS.conversationId()),
                read("messages of no conversation", 422, "invalid_field", "/api/messages/sync"),
                read("messages of no id", 422, "invalid_field", "/api/messages/sync?conversation_id=1"),
                read("too large a page", 422, "invalid_field", "/api/events?since=0&limit=501"),
                read("negative cursor", 422, "invalid_field", "/api/events?since=-1"),
                read("cursor that is no number", 422, "invalid_field", "/api/events?since=x"),
                read("cursor beyond the head", 410, "cursor_expired", "/api/events?since=9999"),
                read("cursor of another history", 410, "cursor_expired", "/api/events?since=1&epoch=other"),
                read(
                        "another event at the cursor",
                        410,
                        "cursor_expired",
                        "/api/events?since=1&event_id=" + Person.IDS.eventId()),
                read("snapshot beyond the head", 410, "cursor_expired", "/api/conversations/sync?since=9999"));
    }

    static Stream<Case> people() {
        return Stream.of(
                post("invite nobody", 404, "not_found", "/api/contacts", new SyncApi.Invite("nobody")),
                post("invite oneself", 422, "invalid_field", "/api/contacts", new SyncApi.Invite("ada")),
                post("accept what was not asked", 409, "conflict", "/api/contacts/" + ben.user, accept()),
                post("accept nobody", 404, "not_found", "/api/contacts/" + Person.IDS.userId(), accept()),
                post("accept no id", 422, "invalid_field", "/api/contacts/ben", accept()),
                post(
                        "group with a stranger",
                        403,
                        "forbidden",
                        "/api/conversations",
                        group("Trip", ConversationKind.GROUP)),
                post(
                        "group without title",
                        422,
                        "invalid_field",
                        "/api/conversations",
                        group("", ConversationKind.GROUP)),
                post(
                        "conversation of two by hand",
                        422,
                        "invalid_field",
                        "/api/conversations",
                        group("Trip", ConversationKind.DIRECT)),
                post(
                        "group of one",
                        422,
                        "invalid_field",
                        "/api/conversations",
                        new SyncApi.CreateConversation(
                                Person.IDS.conversationId(), ConversationKind.GROUP, "Alone", List.of())),
                post("unknown action", 400, "malformed", "/api/contacts/" + ben.user, "explode"));
    }

    private static SyncApi.ContactChange accept() {
        return new SyncApi.ContactChange(SyncApi.ContactAction.ACCEPT);
    }

    private static SyncApi.CreateConversation group(String title, ConversationKind kind) {
        return new SyncApi.CreateConversation(Person.IDS.conversationId(), kind, title, List.of(ben.user));
    }

    private static EventBody.Device forged() {
        var good = ada.certified(Person.IDS.deviceId(), FOREIGN);
        return new EventBody.Device(
                good.userId(),
                Person.IDS.deviceId(),
                good.name(),
                good.deviceKey(),
                good.createdMs(),
                good.certificate());
    }

    private static Http.Answer recover(Person person, SigningKey signer, Bytes challenge) {
        Bytes proof = signer.sign(Proofs.recovery(person.http.audience(), challenge, person.identity.verifyKey()));
        return person.http.post(
                "/api/recoveries",
                new AccountApi.Recover(person.identity.verifyKey().bytes(), challenge, proof));
    }

    private static AccountApi.CreateAccount named(AccountApi.CreateAccount good, String name) {
        return new AccountApi.CreateAccount(
                good.userId(), good.handle(), name, good.identityKey(), good.device(), good.proof());
    }

    private static AccountApi.CreateAccount keyed(AccountApi.CreateAccount good, Bytes key) {
        return new AccountApi.CreateAccount(
                good.userId(), good.handle(), good.displayName(), key, good.device(), good.proof());
    }

    private static String twice(String account) {
        return account.substring(0, account.length() - 1) + ",\"handle\":\"dora\"}";
    }

    private static String bend(String token) {
        return (token.startsWith("A") ? "B" : "A") + token.substring(1);
    }

    private static Http.Answer get(String path, String token) {
        return ada.http.send("GET", path, new byte[0], "Authorization", "Bearer " + token);
    }

    private static Case raw(String name, int status, String code, String method, String path, String body) {
        return new Case(name, status, code, () -> ada.http.send(method, path, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Case account(String name, int status, String code, AccountApi.CreateAccount request) {
        return new Case(name, status, code, () -> ada.http.post("/api/accounts", request));
    }

    private static Case refresh(String name, String token) {
        return new Case(
                name,
                401,
                "unauthenticated",
                () -> ada.http.post("/api/sessions/refresh", new AccountApi.Refresh(token)));
    }

    private static Case bearer(String name, String token) {
        return new Case(name, 401, "unauthenticated", () -> get("/api/events?since=0", token));
    }

    private static Case signed(String name, String code, Consumer<SignedRequest> bend) {
        return new Case(name, 403, code, () -> {
            SignedRequest request =
                    new SignedRequest(ada, "POST", "/api/contacts", Http.bytes(new SyncApi.Invite("ben")));
            bend.accept(request);
            return request.send();
        });
    }

    private static Case read(String name, int status, String code, String path) {
        return new Case(name, status, code, () -> ada.get(path));
    }

    private static Case post(String name, int status, String code, String path, Object body) {
        return new Case(name, status, code, () -> ada.post(path, body));
    }
}
