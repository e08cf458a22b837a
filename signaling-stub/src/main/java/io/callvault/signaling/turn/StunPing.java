package io.callvault.signaling.turn;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/** Asks a STUN server whether it is there (RFC 8489, section 5). Blocks. */
final class StunPing {

    private static final short BINDING_REQUEST = 0x0001;
    private static final short BINDING_SUCCESS = 0x0101;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int HEADER = 20;

    private StunPing() {}

    /** Whether an answer to this very question came in time. */
    static boolean answers(String address, int port, int timeoutMs) throws IOException {
        byte[] id = new byte[12];
        new SecureRandom().nextBytes(id);
        byte[] question = ByteBuffer.allocate(HEADER)
                .putShort(BINDING_REQUEST)
                .putShort((short) 0)
                .putInt(MAGIC_COOKIE)
                .put(id)
                .array();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(timeoutMs);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[1_500], 1_500);
            socket.receive(answer);
            ByteBuffer read = ByteBuffer.wrap(answer.getData(), 0, answer.getLength());
            return answer.getLength() >= HEADER
                    && read.getShort(0) == BINDING_SUCCESS
                    && read.getInt(4) == MAGIC_COOKIE
                    && Arrays.equals(id, Arrays.copyOfRange(answer.getData(), 8, HEADER));
        } catch (SocketTimeoutException | PortUnreachableException e) {
            return false;
        }
    }
}
