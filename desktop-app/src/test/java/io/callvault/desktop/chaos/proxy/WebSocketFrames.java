package io.callvault.desktop.chaos.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Cuts a stream of bytes into WebSocket frames (RFC 6455, section 5.2) without changing them: masked ones stay masked. */
public final class WebSocketFrames {

    /** Far beyond what the protocol allows: whoever sends more is not one of ours. */
    static final int MAX_PAYLOAD = 16 * 1024 * 1024;

    private static final int FIN = 0x80;
    private static final int MASK = 0x80;
    private static final int TEXT = 1;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /**
     * One frame.
     *
     * @param bytes the whole of it, header included, as it came
     * @param whole a text message in a single frame: only such ones may be lost or swapped without breaking the framing
     */
    public record Raw(byte[] bytes, boolean whole) {}

    private final DataInputStream in;

    public WebSocketFrames(DataInputStream in) {
        this.in = in;
    }

    /** The next one; empty at the end of the stream. */
    public Optional<Raw> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int second = in.readUnsignedByte();
        int marked = second & ~MASK;
        byte[] extended = new byte[marked == LENGTH_16 ? 2 : marked == LENGTH_64 ? 8 : 0];
        in.readFully(extended);
        long length = marked;
        if (extended.length > 0) {
            length = extended.length == 2
                    ? Short.toUnsignedInt(ByteBuffer.wrap(extended).getShort())
                    : ByteBuffer.wrap(extended).getLong();
        }
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new EOFException("a frame of " + length + " bytes");
        }
        int rest = (int) length + ((second & MASK) == 0 ? 0 : 4);
        ByteBuffer frame = ByteBuffer.allocate(2 + extended.length + rest)
                .put((byte) first)
                .put((byte) second)
                .put(extended);
        in.readFully(frame.array(), frame.position(), rest);
        return Optional.of(new Raw(frame.array(), first == (FIN | TEXT)));
    }
}
