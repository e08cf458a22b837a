package io.callvault.signaling.testing;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A WebSocket that speaks frames. */
public final class Wire extends Talk implements WebSocket.Listener {

    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean dozing;

    public Wire(URI server) {
        socket = Http.CLIENT
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/api/ws"), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        if (!dozing) {
            from.request(1);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code + " " + reason);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end("error " + error);
    }

    @Override
    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    @Override
    public void doze() {
        dozing = true;
    }

    @Override
    public void wake() {
        dozing = false;
        socket.request(1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
