package io.callvault.desktop.calltest.turn;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A STUN and TURN server on loopback, over UDP and TCP of one port, that behaves as a test says. */
public final class FakeRelay implements AutoCloseable {
    public static final String USER = "9999999999:test";
    public static final String PASSWORD = "secret";

    /** What a server shares with it (docs/calls.md, "Relays"). */
    public static final String SHARED = "a secret between server and relay";

    /** How it behaves. */
    public enum Manner {
        HONEST,
        /** Takes everything, answers nothing: as a firewall does. */
        SILENT,
        /** The same for UDP alone. */
        SILENT_UDP,
        /** Refuses all credentials. */
        STRICT,
        FULL,
        /** Answers with something else. */
        STRANGER
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final int port;
    private volatile Manner manner = Manner.HONEST;

    public FakeRelay() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        udp = new DatagramSocket(new InetSocketAddress(loopback, 0));
        port = udp.getLocalPort();
        tcp = new ServerSocket();
        tcp.bind(new InetSocketAddress(loopback, udp.getLocalPort()));
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    public void manner(Manner next) {
        manner = next;
    }

    public int port() {
        return port;
    }

    public String url(String form) {
        return form.replace("HOST", "127.0.0.1:" + port());
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    private void serveUdp() {
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                udp.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                Optional<byte[]> answer = answer(bytes, (InetSocketAddress) packet.getSocketAddress());
                if (answer.isPresent() && manner != Manner.SILENT_UDP) {
                    udp.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] header = new byte[StunMessage.HEADER];
                in.readFully(header);
                byte[] whole = Arrays.copyOf(
                        header, StunMessage.HEADER + ByteBuffer.wrap(header).getShort(2));
                in.readFully(whole, StunMessage.HEADER, whole.length - StunMessage.HEADER);
                Optional<byte[]> answer = answer(whole, (InetSocketAddress) socket.getRemoteSocketAddress());
                if (answer.isPresent()) {
                    socket.getOutputStream().write(answer.get());
                }
            }
        } catch (IOException ended) {
            return;
        }
    }

    private Optional<byte[]> answer(byte[] bytes, InetSocketAddress from) {
        if (manner == Manner.SILENT) {
            return Optional.empty();
        }
        if (manner == Manner.STRANGER) {
            return Optional.of("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return StunMessage.decode(bytes)
                .map(question -> reply(question, bytes, from).encode());
    }

    private StunMessage reply(StunMessage question, byte[] bytes, InetSocketAddress from) {
        if (question.type() == StunMessage.BINDING) {
            return success(question, address(StunMessage.MAPPED, from, question));
        }
        if (question.value(StunMessage.INTEGRITY).isEmpty()) {
            return refusal(question, 401);
        }
        if (manner == Manner.STRICT || !proven(question, bytes)) {
            return refusal(question, 401);
        }
        if (manner == Manner.FULL) {
            return refusal(question, 486);
        }
        return success(
                question, address(StunMessage.RELAYED, new InetSocketAddress(from.getAddress(), 49_200), question));
    }

    private static boolean proven(StunMessage question, byte[] bytes) {
        List<StunMessage.Attribute> before = question.attributes().stream()
                .filter(one -> one.type() != StunMessage.INTEGRITY)
                .toList();
        String user = question.value(StunMessage.USERNAME)
                .map(bytesOf -> new String(bytesOf, StandardCharsets.UTF_8))
                .orElse("");
        byte[] key = StunClient.key(
                user, "fake".getBytes(StandardCharsets.UTF_8), user.equals(USER) ? PASSWORD : rest(user));
        return Arrays.equals(bytes, new StunMessage(question.type(), question.transaction(), before).encode(key));
    }

    /** The password of the TURN REST scheme. */
    private static String rest(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SHARED.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StunMessage refusal(StunMessage question, int code) {
        return new StunMessage(
                question.type() + StunMessage.ERROR,
                question.transaction(),
                List.of(
                        new StunMessage.Attribute(
                                StunMessage.ERROR_CODE, new byte[] {0, 0, (byte) (code / 100), (byte) (code % 100)}),
                        StunMessage.Attribute.text(StunMessage.REALM, "fake"),
                        StunMessage.Attribute.text(StunMessage.NONCE, "n1")));
    }

    private static StunMessage success(StunMessage question, StunMessage.Attribute... attributes) {
        return new StunMessage(
                question.type() + StunMessage.SUCCESS,
                question.transaction(),
                new ArrayList<>(Arrays.asList(attributes)));
    }

    private static StunMessage.Attribute address(int type, InetSocketAddress address, StunMessage question) {
        byte[] mask = ByteBuffer.allocate(16)
                .putInt(0x2112A442)
                .put(question.transaction())
                .array();
        byte[] ip = address.getAddress().getAddress();
        for (int i = 0; i < ip.length; i++) {
            ip[i] ^= mask[i];
        }
        return new StunMessage.Attribute(
                type,
                ByteBuffer.allocate(4 + ip.length)
                        .put((byte) 0)
                        .put((byte) (ip.length == 4 ? 1 : 2))
                        .putShort((short) (address.getPort() ^ 0x2112))
                        .put(ip)
                        .array());
    }
}
