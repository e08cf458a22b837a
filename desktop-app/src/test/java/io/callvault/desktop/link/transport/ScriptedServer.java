package io.callvault.desktop.link.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Frames;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The HTTP endpoints of a connection, answered as the test says. */
final class ScriptedServer implements AutoCloseable {

    /** What a stream is given to say; an empty text ends it. */
    final BlockingQueue<String> stream = new LinkedBlockingQueue<>();

    final BlockingQueue<SyncApi.EventPage> pages = new LinkedBlockingQueue<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Optional<String>> lastEventIds = new CopyOnWriteArrayList<>();
    final List<List<Frame>> batches = new CopyOnWriteArrayList<>();
    final ConcurrentLinkedQueue<Problem> refusals = new ConcurrentLinkedQueue<>();

    /** One is taken by each batch. */
    final Semaphore answers = new Semaphore(1_000_000);

    volatile Frame.Resume resume = Frame.Resume.OK;
    volatile boolean muteStream;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/commands", exchange -> guarded(exchange, this::commands));
        server.createContext("/api/events/stream", exchange -> guarded(exchange, this::stream));
        server.createContext("/api/events", exchange -> guarded(exchange, this::poll));
        server.start();
    }

    ServerAddress address() {
        return new ServerAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    void push(Frame frame) {
        stream.add("data: " + FrameCodec.encode(frame) + "\n\n");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException, WireException;
    }

    private void guarded(HttpExchange exchange, Handler handler) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try {
            handler.handle(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (WireException e) {
            throw new AssertionError(e);
        } finally {
            exchange.close();
        }
    }

    private void commands(HttpExchange exchange) throws IOException, InterruptedException, WireException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        List<Frame> frames = new ArrayList<>();
        for (String text :
                Json.read(body, body.length, SyncApi.FrameBatch.class).frames().texts()) {
            frames.add(FrameCodec.decode(text));
        }
        batches.add(frames);
        answers.acquire();
        Problem refusal = refusals.poll();
        if (refusal != null) {
            answer(exchange, refusal.status(), Json.write(refusal));
            return;
        }
        List<Frame> replies = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame instanceof Frame.Hello) {
                Frame.ServerLimits limits = new Frame.ServerLimits(65_536, 8_000, 100);
                replies.add(new Frame.Welcome("e", 42, 1, 1_000, limits, resume));
            } else if (frame instanceof Frame.Ping) {
                replies.add(new Frame.Pong(42, 1));
            }
        }
        answer(exchange, 200, Json.write(new SyncApi.FrameBatch(Frames.of(replies))));
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        lastEventIds.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        if (!muteStream) {
            out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        for (String text = stream.take(); !text.isEmpty(); text = stream.take()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private void poll(HttpExchange exchange) throws IOException, InterruptedException {
        SyncApi.EventPage page = pages.poll(20, TimeUnit.SECONDS);
        if (page != null) {
            answer(exchange, 200, Json.write(page));
        }
    }

    static Problem replaced() {
        return Problem.of(ProblemCode.REPLACED, "for the test");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
