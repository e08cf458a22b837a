package io.callvault.desktop.chaos.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The first lines of an HTTP/1.1 message (RFC 9112), kept as they came.
 *
 * @param text start line and header fields, with the empty line that ends them
 */
record HttpHead(String text) {

    private static final int MAX_HEAD = 64 * 1024;
    private static final String END = "\r\n\r\n";

    /** The next one; empty when the stream ends before it. */
    static Optional<HttpHead> read(DataInputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        int matched = 0;
        while (next >= 0) {
            bytes.write(next);
            matched = next == END.charAt(matched) ? matched + 1 : next == END.charAt(0) ? 1 : 0;
            if (matched == END.length()) {
                return Optional.of(new HttpHead(bytes.toString(StandardCharsets.ISO_8859_1)));
            }
            if (bytes.size() > MAX_HEAD) {
                throw new IOException("the head of a message is larger than " + MAX_HEAD + " bytes");
            }
            next = in.read();
        }
        return Optional.empty();
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean has(String name, String value) {
        return field(name)
                .filter(found -> found.toLowerCase(Locale.ROOT).contains(value))
                .isPresent();
    }

    boolean upgrades() {
        return has("upgrade", "websocket");
    }

    /** Whether a client asks for the server-sent events. */
    boolean opensStream() {
        return text.startsWith("GET /api/events/stream");
    }

    boolean chunked() {
        return has("transfer-encoding", "chunked");
    }

    boolean eventStream() {
        return has("content-type", "text/event-stream");
    }

    int contentLength() {
        return field("content-length").map(Integer::parseInt).orElse(0);
    }

    /** Of an answer. */
    int status() {
        return Integer.parseInt(text.split(" ", 3)[1]);
    }

    /** Whether a body follows the head of an answer at all (RFC 9110, section 6.4.1). */
    boolean mayHaveBody() {
        return status() / 100 != 1 && status() != 204 && status() != 304;
    }

    private Optional<String> field(String name) {
        return text.lines()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
