package io.callvault.signaling.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client without manners: sends any bytes as a frame (RFC 6455, section 5.2). */
public final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MS = 15_000;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;

    public RawSocket(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "GET /api/ws HTTP/1.1",
                                "Host: test",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }

    public void sendText(byte[] payload) throws IOException {
        OutputStream out = socket.getOutputStream();
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length)
                .put((byte) (0x80 | TEXT))
                .put((byte) (0x80 | 127))
                .putLong(payload.length)
                .putInt(0)
                .put(payload);
        out.write(frame.array());
    }

    /** Reads frames until the server closes; the close code, or 1006 for a connection that just ended. */
    public int closeCode() throws IOException {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = Math.toIntExact(in.readLong());
                }
                byte[] payload = in.readNBytes(length);
                if (opcode == CLOSE) {
                    return ByteBuffer.wrap(payload).getShort();
                }
            }
        } catch (EOFException | SocketException ended) {
            return 1006;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
