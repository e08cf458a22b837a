package io.callvault.desktop.browser;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.CallEngine;
import io.callvault.signaling.bot.call.AgentLine;
import io.callvault.signaling.bot.call.AgentSelf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guest that is a Java program: joins a room, calls and is called with the real media engine. Signals are carried out on one
 * thread of its own.
 */
public final class JavaGuest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JavaGuest.class);

    private static final IdGenerator IDS = new IdGenerator(InstantSource.system(), new SecureRandom());

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final CallEngine engine;
    private final JavaCall.Media media;
    private final CallApi.Guest me;
    private volatile AgentSelf self;
    private final AgentLine line;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("java-guest").factory());
    private final BlockingQueue<JavaCall> incoming = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> welcome = new CompletableFuture<>();
    private Optional<JavaCall> current = Optional.empty();

    /** Joins and connects. */
    public JavaGuest(URI server, String room, CallEngine engine, JavaCall.Media media) throws IOException {
        this.server = server;
        this.engine = engine;
        this.media = media;
        SigningKey key = SigningKey.generate(new SecureRandom());
        String body = Json.write(new CallApi.CreateGuest("Java", key.verifyKey().bytes(), room));
        this.me = ask(
                HttpRequest.newBuilder(server.resolve("/api/guests"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                CallApi.Guest.class);
        this.self = new AgentSelf(me.userId(), me.deviceId(), key);
        this.line = AgentLine.open(client, server, new AgentLine.Listener() {
            @Override
            public void came(Frame frame) {
                thread.execute(() -> JavaGuest.this.came(frame));
            }

            @Override
            public void ended(String why) {
                welcome.completeExceptionally(new IOException(why));
            }
        });
        line.send(new Frame.Hello(
                Frame.PROTO, me.accessToken(), me.deviceId(), "java", Optional.empty(), 0, Optional.empty()));
        welcome.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private <T> T ask(HttpRequest.Builder request, Class<T> shape) throws IOException {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the server says " + answer.statusCode() + " " + answer.body());
            }
            return Json.read(answer.body(), shape);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (WireException e) {
            throw new IOException("the answer cannot be read", e);
        }
    }

    /** Who else is here now. */
    public List<EventBody.Profile> peers() throws IOException {
        return ask(
                        HttpRequest.newBuilder(server.resolve("/api/guests/peers"))
                                .header("Authorization", "Bearer " + me.accessToken()),
                        CallApi.Peers.class)
                .peers();
    }

    /** Calls the other one in the room. */
    public JavaCall dial() throws IOException {
        UserId other = peers().getFirst().userId();
        JavaCall call = new JavaCall(this, IDS.next(), me.conversationId(), media);
        thread.execute(() -> {
            current = Optional.of(call);
            call.dial(other);
        });
        return call;
    }

    /** The next call that comes; it rings. */
    public JavaCall next() throws InterruptedException {
        JavaCall call = incoming.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nobody called");
        }
        return call;
    }

    /** Signs with another key from now on than the one it came in with: somebody who pretends. */
    public void pretend() {
        self = new AgentSelf(me.userId(), me.deviceId(), SigningKey.generate(new SecureRandom()));
    }

    private void came(Frame frame) {
        switch (frame) {
            case Frame.Welcome ignored -> welcome.complete(true);
            case Frame.Ping ping -> line.send(new Frame.Pong(0, ping.serverTime()));
            case Frame.Call call -> called(call);
            default -> {}
        }
    }

    private void called(Frame.Call frame) {
        CallSignal signal;
        try {
            signal = CallSignalCodec.decode(CallKind.of(frame.kind()).orElseThrow(), frame.payload());
        } catch (WireException e) {
            throw new AssertionError("not readable", e);
        }
        if (signal instanceof CallSignal.Invite invite
                && current.filter(call -> call.id().equals(frame.callId())).isEmpty()) {
            JavaCall call = new JavaCall(this, frame.callId().value(), frame.conversationId(), media);
            current = Optional.of(call);
            call.invited(frame, invite);
            incoming.add(call);
        } else {
            current.filter(call -> call.id().equals(frame.callId())).ifPresent(call -> call.heard(frame, signal));
        }
    }

    /** Whether a description is signed by a device of somebody in this room. */
    boolean authentic(Frame.Call frame, Proofs.CallRole role, long timestampMs, List<String> fingerprints) {
        CallParty from = frame.from().orElseThrow();
        try {
            byte[] proof = Proofs.call(
                    frame.callId(),
                    frame.conversationId(),
                    new Proofs.Signer(from.userId(), from.deviceId()),
                    me.userId(),
                    role,
                    timestampMs,
                    fingerprints);
            return peers().stream()
                    .flatMap(person -> person.devices().stream())
                    .filter(device -> device.deviceId().equals(from.deviceId()))
                    .anyMatch(device -> new VerifyKey(device.deviceKey()).verify(proof, frame.sig()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    AgentSelf self() {
        return self;
    }

    CallEngine engine() {
        return engine;
    }

    void send(Frame.Call frame) {
        line.send(frame);
    }

    /** What comes after the end is dropped. */
    void execute(Runnable chore) {
        try {
            thread.execute(chore);
        } catch (RejectedExecutionException ended) {
            LOG.debug("a chore after the end");
        }
    }

    @Override
    public void close() {
        thread.execute(() -> current.ifPresent(call -> call.hangUp(CallEnd.HUNG_UP)));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the guest's thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.close();
        client.shutdownNow();
    }
}
