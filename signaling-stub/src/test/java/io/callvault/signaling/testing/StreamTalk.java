package io.callvault.signaling.testing;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Frames come in over a stream of server-sent events. */
public final class StreamTalk extends HttpTalk {

    private volatile InputStream body = InputStream.nullInputStream();
    private volatile boolean reading = true;
    private volatile boolean dozing;
    private final List<String> ids = new ArrayList<>();

    public StreamTalk(Person person, String instance) {
        super(person, instance);
    }

    /** Opens a stream, reads nothing from it. */
    public static HttpResponse<InputStream> open(Person person, String instance, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        person.http.server().resolve("/api/events/stream?instance_id=" + instance))
                .header("Authorization", "Bearer " + person.tokens.accessToken());
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    void listen(SyncApi.EventCursor from) {
        listen(from.text());
    }

    /** Opens the stream again. */
    public void listen(String lastEventId) {
        HttpResponse<InputStream> response = open(person, instance, lastEventId);
        try {
            if (response.statusCode() != 200) {
                over(new Http.Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        new String(response.body().readAllBytes(), StandardCharsets.UTF_8)));
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        body = response.body();
        if (!dozing) {
            wake();
        }
    }

    private void read() {
        String type = "";
        String data = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && reading; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    synchronized (ids) {
                        ids.add(line.substring(4));
                    }
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    event(type, data);
                    type = "";
                    data = "";
                }
            }
            end("1006 ended");
        } catch (IOException e) {
            end("error " + e);
        }
    }

    private void event(String type, String data) {
        if (type.isEmpty()) {
            take(data);
            return;
        }
        try {
            SyncApi.Closed why = Json.read(data, SyncApi.Closed.class);
            end(why.code() + " " + why.reason());
        } catch (WireException e) {
            end("error " + e);
        }
    }

    /** The ids of the events so far. */
    public List<String> ids() {
        synchronized (ids) {
            return List.copyOf(ids);
        }
    }

    @Override
    public void doze() {
        dozing = true;
    }

    @Override
    public void wake() {
        dozing = false;
        Thread.ofVirtual().start(this::read);
    }

    @Override
    public void close() {
        reading = false;
        var _ = CompletableFuture.runAsync(this::hangUp, Thread::startVirtualThread);
    }

    private void hangUp() {
        try {
            body.close();
        } catch (IOException e) {
            end("error " + e);
        }
    }
}
