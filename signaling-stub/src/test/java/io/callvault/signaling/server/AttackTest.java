package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody with bad intentions would try, beyond single bad requests. */
class AttackTest {

    private static final long STALLED_MS = 3_000;
    private static final long FLOOD_BYTES = 200L * 1024 * 1024;

    @TempDir
    private static Path data;

    private static SignalingServer server;

    @BeforeAll
    static void start() throws ServerStartException {
        server = SignalingServer.start(ServerConfig.in(data).withEchoDelay(Duration.ZERO));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aGroupWhoseEventFitsNoFrameIsRefusedAndNobodysEventsBreak() {
        Person ada = Person.signUp(server.uri(), "gr_ada");
        List<UserId> crowd = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            Person member = Person.signUp(server.uri(), "gr_member" + i);
            for (int device = 1; device < 16; device++) {
                EventBody.Device more =
                        member.certified(Person.IDS.deviceId(), SigningKey.generate(new SecureRandom()));
                member.http.post("/api/devices", new AccountApi.AddDevice(more)).as(201, EventBody.Profile.class);
            }
            ada.befriend(member);
            crowd.add(member.user);
        }
        long head = ada.snapshot().headEv();
        var group = new SyncApi.CreateConversation(Person.IDS.conversationId(), ConversationKind.GROUP, "Crowd", crowd);
        assertThat(ada.post("/api/conversations", group).problem()).isEqualTo("too_large");
        assertThat(ada.snapshot().headEv()).isEqualTo(head);
        ada.get("/api/events?limit=500&since=0").as(200, SyncApi.EventPage.class);
    }

    @Test
    void nothingComesAfterTheLastPossibleSeq() {
        Person ada = Person.signUp(server.uri(), "far_ada");
        Person ben = Person.signUp(server.uri(), "far_ben");
        // Made one after the other: one has an odd number inside, one an even one.
        for (Person person : List.of(ada, ben)) {
            ConversationId conversation = person.echo();
            try (Wire wire = person.connect()) {
                wire.send(person.text(conversation, "hello"));
                wire.await(Frame.Ack.class);
            }
            for (long since : new long[] {(1L << 40) - 1, 1L << 40}) {
                SyncApi.MessagePage page = person.get(
                                "/api/messages/sync?since_seq=" + since + "&conversation_id=" + conversation)
                        .as(200, SyncApi.MessagePage.class);
                assertThat(page.messages()).isEmpty();
            }
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsTheCallersFault() throws IOException {
        Person ada = Person.signUp(server.uri(), "query_ada");
        String request = String.join(
                "\r\n",
                "GET /api/events?since=%zz HTTP/1.1",
                "Host: test",
                "Connection: close",
                "Authorization: Bearer " + ada.tokens.accessToken(),
                "",
                "");
        try (Socket socket = new Socket(server.uri().getHost(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"malformed\"");
        }
    }

    @Test
    void thereIsOneRequestAtATimeOnAConnection() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            URI health = server.uri().resolve("/health");
            var answer = client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    /** Their pongs would pile up in the server until the client reads. */
    @Test
    void pingsOfSomebodyWhoDoesNotReadAreNotTakenForEver() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.connect(new InetSocketAddress(server.uri().getHost(), server.port()));
            String upgrade = String.join(
                    "\r\n",
                    "GET /api/ws HTTP/1.1",
                    "Host: test",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                    "",
                    "");
            channel.write(ByteBuffer.wrap(upgrade.getBytes(StandardCharsets.US_ASCII)));
            channel.read(ByteBuffer.allocate(16));
            channel.configureBlocking(false);
            assertThat(flood(channel)).isLessThan(FLOOD_BYTES);
        }
    }

    /** Bytes the server took before it stopped to. */
    private static long flood(SocketChannel channel) throws IOException {
        int pingLength = 6 + 125;
        ByteBuffer pings = ByteBuffer.allocate(500 * pingLength);
        while (pings.hasRemaining()) {
            pings.put((byte) 0x89).put((byte) (0x80 | 125)).put(new byte[pingLength - 2]);
        }
        pings.flip();
        long taken = 0;
        long progress = System.nanoTime();
        while (taken < FLOOD_BYTES && System.nanoTime() - progress < STALLED_MS * 1_000_000) {
            int wrote;
            try {
                wrote = channel.write(pings);
            } catch (IOException cut) {
                return taken;
            }
            if (wrote > 0) {
                taken += wrote;
                progress = System.nanoTime();
            } else {
                Thread.onSpinWait();
            }
            if (!pings.hasRemaining()) {
                pings.rewind();
            }
        }
        return taken;
    }
}
