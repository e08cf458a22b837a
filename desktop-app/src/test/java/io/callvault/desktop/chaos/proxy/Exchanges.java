package io.callvault.desktop.chaos.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Requests and answers on one kept-alive connection, one after the other; an event stream is the last of them. */
final class Exchanges {

    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final byte[] FORBIDDEN = "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1);

    private final Carrier carrier;
    private final Sky sky;
    private final Random random;

    Exchanges(Carrier carrier, Sky sky, Random random) {
        this.carrier = carrier;
        this.sky = sky;
        this.random = random;
    }

    void run(HttpHead first, DataInputStream fromClient, DataInputStream fromServer) throws IOException {
        Optional<HttpHead> request = Optional.of(first);
        while (request.isPresent() && exchange(request.get(), fromClient, fromServer)) {
            request = HttpHead.read(fromClient);
        }
    }

    /** Whether the connection may go on. */
    private boolean exchange(HttpHead request, DataInputStream fromClient, DataInputStream fromServer)
            throws IOException {
        if (request.opensStream()) {
            if (!sky.now().streams()) {
                carrier.toClient().write(FORBIDDEN);
                return false;
            }
            sky.stream();
        }
        byte[] whole = concat(request.bytes(), body(request, fromClient));
        Weather weather = sky.now();
        Fate fate = Fate.draw(weather, random);
        if (fate != Fate.PASS) {
            sky.count(fate);
        }
        if (fate == Fate.DELAY) {
            sky.pause(Duration.ofMillis(Fate.delayMs(random)));
        }
        if (fate == Fate.REORDER) { // one exchange at a time: the request itself is lost instead of its answer
            carrier.reset();
            return false;
        }
        carrier.toServer().write(whole);
        carrier.toServer().flush();
        if (fate == Fate.DUPLICATE) {
            carrier.toServer().write(whole);
            carrier.toServer().flush();
        }
        Optional<HttpHead> answer = HttpHead.read(fromServer);
        if (answer.isEmpty()) {
            return false;
        }
        if (answer.get().eventStream()) {
            carrier.toClient().write(answer.get().bytes());
            carrier.toClient().flush();
            Thread.ofVirtual().start(() -> untilClientLeaves(fromClient));
            events(answer.get(), fromServer);
            return false;
        }
        byte[] whatCame = concat(answer.get().bytes(), body(answer.get(), fromServer));
        if (fate == Fate.DUPLICATE) { // the replay is answered too; nobody hears it
            HttpHead second = HttpHead.read(fromServer).orElseThrow(() -> new IOException("no second answer"));
            body(second, fromServer);
        }
        if (fate == Fate.HOLE || carrier.swallowing()) {
            Carrier.drain(fromClient);
            return false;
        }
        if (fate == Fate.DROP || fate == Fate.RESET) {
            carrier.reset();
            return false;
        }
        Lane down = new Lane(sky, random, carrier.toClient());
        down.write(whatCame, fate == Fate.SLICE);
        return true;
    }

    private void untilClientLeaves(DataInputStream fromClient) {
        try {
            Carrier.drain(fromClient);
        } catch (IOException e) {
            sky.ended(e);
        }
        carrier.close();
    }

    /** Server-sent events (WHATWG HTML, section 9.2): a unit ends with an empty line. */
    private void events(HttpHead answer, DataInputStream fromServer) throws IOException {
        Lane down = new Lane(sky, random, carrier.toClient());
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        int last = 0;
        Optional<byte[]> piece = piece(answer, fromServer);
        while (piece.isPresent()) {
            for (byte one : piece.get()) {
                unit.write(one);
                if (one == '\n' && last == '\n') {
                    byte[] bytes = unit.toByteArray();
                    unit.reset();
                    if (!passed(down, answer.chunked() ? chunk(bytes) : bytes, fromServer)) {
                        return;
                    }
                }
                last = one == '\r' ? last : one;
            }
            piece = piece(answer, fromServer);
        }
    }

    private boolean passed(Lane down, byte[] unit, DataInputStream fromServer) throws IOException {
        if (carrier.swallowing()) {
            Carrier.drain(fromServer);
            return false;
        }
        Lane.After after = down.carry(unit);
        if (after == Lane.After.RESET) {
            carrier.reset();
        } else if (after == Lane.After.SWALLOW) {
            Carrier.drain(fromServer);
        }
        return after == Lane.After.GO_ON;
    }

    private static Optional<byte[]> piece(HttpHead answer, DataInputStream in) throws IOException {
        if (answer.chunked()) {
            return chunkOf(in);
        }
        int first = in.read();
        return first < 0 ? Optional.empty() : Optional.of(new byte[] {(byte) first});
    }

    private static byte[] chunk(byte[] payload) {
        byte[] head = (Integer.toHexString(payload.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return concat(concat(head, payload), "\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The payload of the next chunk (RFC 9112, section 7.1); empty for the last. */
    private static Optional<byte[]> chunkOf(DataInputStream in) throws IOException {
        String size = line(in);
        int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
        if (length < 0 || length > MAX_BODY) {
            throw new IOException("a chunk of " + length + " bytes");
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        line(in);
        return length == 0 ? Optional.empty() : Optional.of(payload);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.readUnsignedByte();
        while (next != '\n') {
            line.append((char) next);
            next = in.readUnsignedByte();
        }
        return line.toString().strip();
    }

    /** The body behind the head, as it came, chunk marks included. */
    private static byte[] body(HttpHead head, DataInputStream in) throws IOException {
        boolean answer = head.text().startsWith("HTTP/");
        if (answer && !head.mayHaveBody()) {
            return new byte[0];
        }
        if (head.chunked()) {
            byte[] all = new byte[0];
            Optional<byte[]> next = chunkOf(in);
            while (next.isPresent()) {
                all = concat(all, chunk(next.get()));
                next = chunkOf(in);
            }
            return concat(all, chunk(new byte[0]));
        }
        int length = head.contentLength();
        if (length < 0 || length > MAX_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
