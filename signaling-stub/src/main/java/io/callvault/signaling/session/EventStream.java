package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open answer of server-sent events (WHATWG HTML, "Server-sent events"). The session's event loop calls it; the response
 * lives on the event loop of its own connection, so what is on the way is counted here: at most {@link #MOST_ON_THE_WAY} frames
 * that the network has not taken.
 */
final class EventStream {

    /** Told on the session's event loop. */
    interface Listener {

        /** It takes more again. */
        void drained();

        /** The client is gone. */
        void gone(EventStream stream);
    }

    static final int MOST_ON_THE_WAY = 32;

    /** With so many the client does not read at all, and what is not events would pile up: the stream is cut. */
    private static final int FAR_TOO_MANY = Limits.MAX_QUEUED_FRAMES;

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final HttpServerResponse response;
    private final Context responseLoop;
    private final Session session;
    private final Listener listener;
    private final String epoch;
    private int onTheWay;
    private boolean ended;

    EventStream(HttpServerResponse response, Context responseLoop, Session session, Listener listener, String epoch) {
        this.response = response;
        this.responseLoop = responseLoop;
        this.session = session;
        this.listener = listener;
        this.epoch = epoch;
    }

    /** Sends the head of the answer. */
    void open() {
        responseLoop.runOnContext(ignored -> {
            if (response.closed()) {
                session.onLoop(() -> listener.gone(this));
                return;
            }
            response.exceptionHandler(failure -> LOG.debug("a stream broke: {}", failure.toString()));
            response.closeHandler(closed -> session.onLoop(() -> listener.gone(this)));
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    // A proxy that collects the answer first would keep everything to itself.
                    .putHeader("X-Accel-Buffering", "no")
                    .putHeader("Connection", "close");
        });
        // A comment: the client learns at once that the stream stands.
        send(": open\n\n");
    }

    boolean writable() {
        return !ended && onTheWay < MOST_ON_THE_WAY;
    }

    void write(Frame frame) {
        Optional<String> id = frame instanceof Frame.Event event
                ? Optional.of(new SyncApi.EventCursor(epoch, event.ev(), Optional.of(event.eventId())).text())
                : Optional.empty();
        send(id.map(text -> "id: " + text + "\n").orElse("") + "data: " + FrameCodec.encode(frame) + "\n\n");
    }

    private void send(String text) {
        if (ended) {
            return;
        }
        if (onTheWay >= FAR_TOO_MANY) {
            ended = true;
            responseLoop.runOnContext(ignored -> response.reset());
            listener.gone(this);
            return;
        }
        onTheWay++;
        responseLoop.runOnContext(ignored -> {
            if (!response.ended() && !response.closed()) {
                response.write(text).onComplete(written -> session.onLoop(this::arrived));
            }
        });
    }

    private void arrived() {
        onTheWay--;
        if (!ended && onTheWay == MOST_ON_THE_WAY / 2) {
            listener.drained();
        }
    }

    /** The last event, and the end of the connection. */
    void end(CloseCode code, String reason) {
        if (ended) {
            return;
        }
        send("event: close\ndata: " + Json.write(new SyncApi.Closed(code.code(), reason)) + "\n\n");
        ended = true;
        responseLoop.runOnContext(ignored -> {
            if (!response.ended() && !response.closed()) {
                var _ = response.end();
            }
        });
    }
}
