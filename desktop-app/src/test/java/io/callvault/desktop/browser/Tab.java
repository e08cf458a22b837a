package io.callvault.desktop.browser;

import static org.awaitility.Awaitility.await;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** A page of {@link Chromium}: JavaScript is asked, pictures are taken. */
public final class Tab implements AutoCloseable {

    private static final long PATIENCE_S = 20;

    private final Map<Integer, CompletableFuture<Outcome>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    private record Reply(Optional<Integer> id, Optional<Outcome> result) {}

    private record Outcome(Optional<Value> result, Optional<String> data, Optional<String> targetId) {}

    private record Value(Optional<String> value) {}

    /** @param address of a page, or of the whole browser */
    Tab(HttpClient client, URI address) {
        this.socket = client.newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .join();
    }

    /** Of the whole browser: opens a page; its number. */
    String newWindow(URI page) {
        return send("Target.createTarget", "{\"url\":" + Json.write(page.toString()) + ",\"newWindow\":true}")
                .targetId()
                .orElseThrow();
    }

    /** Ends the page itself, too. */
    private void leave() {
        if (socket.isOutputClosed()) {
            return;
        }
        socket.sendText("{\"id\":0,\"method\":\"Page.close\"}", true).join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                take(text);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private void take(String text) {
        try {
            // The protocol writes camelCase where ours is snake_case.
            Reply reply = Json.read(text.replace("\"targetId\"", "\"target_id\""), Reply.class);
            reply.id()
                    .map(asked::remove)
                    .ifPresent(waiting -> reply.result()
                            .ifPresentOrElse(
                                    waiting::complete, () -> waiting.completeExceptionally(new IOException(text))));
        } catch (WireException e) {
            asked.values().forEach(waiting -> waiting.completeExceptionally(e));
        }
    }

    private synchronized Outcome send(String method, String params) {
        int id = ids.incrementAndGet();
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}", true)
                .join();
        return answer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    /** The value of an expression as JSON; {@code failed: …} if it throws. As if somebody had clicked. */
    public String ask(String expression) {
        String guarded = "(async () => { try { return JSON.stringify(await (" + expression
                + ")) ?? 'null'; } catch (failure) { return 'failed: ' + failure; } })()";
        return send(
                        "Runtime.evaluate",
                        "{\"expression\":" + Json.write(guarded)
                                + ",\"awaitPromise\":true,\"returnByValue\":true,\"userGesture\":true}")
                .result()
                .flatMap(Value::value)
                .orElse("");
    }

    /** A number; not a number if it is none yet. */
    public double number(String expression) {
        String answer = ask(expression);
        try {
            return Double.parseDouble(answer);
        } catch (NumberFormatException notYet) {
            return Double.NaN;
        }
    }

    public boolean holds(String expression) {
        return ask(expression).equals("true");
    }

    /** Waits until it holds. */
    public void until(String what, String expression, Duration most) {
        try {
            await(what).pollInterval(Duration.ofMillis(25)).atMost(most).until(() -> holds(expression));
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(what + " did not come; the page shows: " + ask("document.body.innerText"), late);
        }
    }

    /** Presses the button of that id as soon as it can be pressed. */
    public void press(String id) {
        String button = "document.getElementById('" + id + "')";
        until(id + " can be pressed", button + " && !" + button + ".hidden && !" + button + ".disabled", PATIENCE);
        var _ = ask(button + ".click()");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_S);

    /** The state the guest page shows. */
    public String state() {
        return ask("document.body.dataset.state").replace("\"", "");
    }

    /** A picture of the page, PNG. */
    public void picture(Path file) throws IOException {
        String data =
                send("Page.captureScreenshot", "{\"format\":\"png\"}").data().orElseThrow();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** For example {@code Emulation.setEmulatedMedia}. */
    public void command(String method, String params) {
        var _ = send(method, params);
    }

    @Override
    public void close() {
        leave();
        socket.abort();
    }
}
