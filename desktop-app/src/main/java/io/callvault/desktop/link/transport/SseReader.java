package io.callvault.desktop.link.transport;

import io.callvault.model.wire.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads {@code text/event-stream} (HTML Living Standard, section 9.2.6) from a response's body as it comes, with bounds: a
 * line or an event that no honest server sends ends the stream. Called by one thread at a time, the HTTP client's.
 */
final class SseReader implements Flow.Subscriber<List<ByteBuffer>> {

    /** What was read; on the thread that reads. */
    interface Hearer {

        /** Something came, if only a comment. */
        void alive();

        /**
         * One event.
         *
         * @param type {@code message} where the stream does not say
         */
        void event(String type, String data);

        /** Nothing more comes; not after {@link #cancel}. */
        void ended(String why);
    }

    /** A frame and its field name. */
    static final int MAX_LINE_BYTES = Limits.MAX_FRAME_BYTES + 64;

    /** An event of several data lines is no longer than a frame either. */
    static final int MAX_DATA_CHARS = Limits.MAX_FRAME_BYTES;

    private final Hearer hearer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private final StringBuilder data = new StringBuilder();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Optional<Flow.Subscription> subscription = Optional.empty();
    private String type = "";
    private boolean hasData;
    private boolean afterReturn;
    private boolean first = true;

    SseReader(Hearer hearer) {
        this.hearer = hearer;
    }

    /** Reads no more and hangs up. Any thread. */
    void cancel() {
        over.set(true);
        subscription.ifPresent(Flow.Subscription::cancel);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = Optional.of(given);
        if (over.get()) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over.get()) {
            return;
        }
        hearer.alive();
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining() && !over.get()) {
                take(buffer.get());
            }
        }
        subscription.ifPresent(from -> from.request(1));
    }

    @Override
    public void onError(Throwable failure) {
        end("the stream broke: " + failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
        end("the stream ended");
    }

    /** Lines end with CR, LF or both. */
    private void take(byte octet) {
        if (octet == '\n' && afterReturn) {
            afterReturn = false;
        } else if (octet == '\n' || octet == '\r') {
            afterReturn = octet == '\r';
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            field(first && text.startsWith("\uFEFF") ? text.substring(1) : text);
            first = false;
        } else if (line.size() == MAX_LINE_BYTES) {
            breakOff("a line of the stream is too long");
        } else {
            afterReturn = false;
            line.write(octet);
        }
    }

    private void field(String text) {
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        String value = rest.startsWith(" ") ? rest.substring(1) : rest;
        switch (name) {
            case "data" -> {
                if (hasData) {
                    data.append('\n');
                }
                hasData = true;
                if (data.length() + value.length() > MAX_DATA_CHARS) {
                    breakOff("an event of the stream is too long");
                } else {
                    data.append(value);
                }
            }
            case "event" -> type = value;
            default -> {
                // Comments keep the line alive. Where to go on from is the store's cursor, never the stream's id.
            }
        }
    }

    private void dispatch() {
        String text = data.toString();
        String kind = type.isEmpty() ? "message" : type;
        boolean complete = hasData;
        data.setLength(0);
        type = "";
        hasData = false;
        if (complete && !over.get()) {
            hearer.event(kind, text);
        }
    }

    private void breakOff(String why) {
        subscription.ifPresent(Flow.Subscription::cancel);
        end(why);
    }

    private void end(String why) {
        if (over.compareAndSet(false, true)) {
            hearer.ended(why);
        }
    }
}
