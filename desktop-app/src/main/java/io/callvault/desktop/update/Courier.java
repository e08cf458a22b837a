package io.callvault.desktop.update;

import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.SystemProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Fetches files over HTTP: https, and plain http from this computer alone; through the system's proxy; not while the person works offline.
 * Waits on the caller's thread, and looks every quarter of a second whether it is still wanted.
 */
final class Courier implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_MS = 250;

    private final NetworkSwitch network;
    private final BooleanSupplier wanted;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(SystemProxy.selector())
            .build();

    /**
     * @param wanted turns false when what is under way shall end
     */
    Courier(NetworkSwitch network, BooleanSupplier wanted) {
        this.network = network;
        this.wanted = wanted;
    }

    /** Whether files are fetched from there. */
    static boolean mayAsk(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return uri.getHost() != null
                && (scheme.equals("https") || (scheme.equals("http") && SystemProxy.isLoopback(uri)));
    }

    /**
     * A small file, whole.
     *
     * @throws IOException if there is none, or a larger one
     */
    byte[] bytes(URI uri, int maxBytes) throws IOException {
        HttpResponse<byte[]> answer = send(
                uri, Map.of("Cache-Control", "no-cache"), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
    }

    /**
     * The beginning of an answer of any status. Its body must be read or let go of.
     *
     * @throws IOException if there is no answer
     */
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> open(URI uri, Map<String, String> headers) throws IOException {
        return send(uri, headers, BodyHandlers.ofPublisher());
    }

    private <T> HttpResponse<T> send(URI uri, Map<String, String> headers, BodyHandler<T> body) throws IOException {
        if (!mayAsk(uri)) {
            throw new IOException("not an address that updates are fetched from: " + uri);
        }
        if (!stillWanted()) {
            throw new IOException("not wanted any more");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT);
        headers.forEach(request::header);
        HttpResponse<T> answer = await(client.sendAsync(request.build(), body));
        if (!mayAsk(answer.uri())) {
            throw new IOException("sent on to an address that updates are not fetched from");
        }
        return answer;
    }

    /** Headers have their own limit; a whole small body gets as long again. */
    private <T> T await(CompletableFuture<T> answer) throws IOException {
        long patience = 2 * ANSWER_TIMEOUT.toMillis();
        for (long waited = 0; waited < patience && stillWanted(); waited += LOOK_MS) {
            try {
                return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // Looks whether it is still wanted, and waits on.
            } catch (ExecutionException e) {
                throw new IOException("no answer", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        answer.cancel(true);
        throw new IOException("gave up waiting for an answer");
    }

    /** Whether to go on. */
    boolean stillWanted() {
        return wanted.getAsBoolean() && network.isOn();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
