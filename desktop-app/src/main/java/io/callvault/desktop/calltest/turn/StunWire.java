package io.callvault.desktop.calltest.turn;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A way to send a STUN message and wait for its answer. One thread. */
interface StunWire extends AutoCloseable {

    InetSocketAddress local();

    /**
     * Asks, and waits for the answer to just this.
     *
     * @throws SocketTimeoutException if none came
     * @throws NotStunException if what came is something else
     */
    StunMessage ask(StunMessage question, byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;

    /** What answers is no STUN server. */
    final class NotStunException extends IOException {
        private static final long serialVersionUID = 1L;

        NotStunException() {
            super("the answer is not a STUN message");
        }
    }

    /** Asks again after 500 ms, twice as long each time (RFC 8489, section 6.2.1), within the limit. */
    static StunWire udp(InetSocketAddress server, Duration limit) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        socket.connect(server);
        return new StunWire() {
            @Override
            public InetSocketAddress local() {
                return (InetSocketAddress) socket.getLocalSocketAddress();
            }

            @Override
            public StunMessage ask(StunMessage question, byte[] bytes) throws IOException {
                long end = System.nanoTime() + limit.toNanos();
                int wait = 500;
                boolean other = false;
                while (System.nanoTime() < end) {
                    socket.send(new DatagramPacket(bytes, bytes.length));
                    long again = Math.min(end, System.nanoTime() + wait * 1_000_000L);
                    wait *= 2;
                    while (System.nanoTime() < again) {
                        socket.setSoTimeout((int) Math.max(1, (again - System.nanoTime()) / 1_000_000L));
                        Optional<byte[]> heard = receive();
                        if (heard.isPresent()) {
                            Optional<StunMessage> answer = StunMessage.decode(heard.get());
                            if (answer.filter(message -> message.answers(question))
                                    .isPresent()) {
                                return answer.get();
                            }
                            other |= answer.isEmpty();
                        }
                    }
                }
                if (other) {
                    throw new NotStunException();
                }
                throw new SocketTimeoutException("no answer within " + limit.toMillis() + " ms");
            }

            private Optional<byte[]> receive() throws IOException {
                DatagramPacket packet = new DatagramPacket(new byte[StunMessage.MAX_BYTES], StunMessage.MAX_BYTES);
                try {
                    socket.receive(packet);
                    return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
                } catch (SocketTimeoutException again) {
                    return Optional.empty();
                }
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    /** Over a stream (RFC 8489, section 6.2.2), with TLS or without. */
    static StunWire stream(InetSocketAddress server, String host, boolean tls, Duration limit) throws IOException {
        int millis = Math.toIntExact(limit.toMillis());
        Socket plain = new Socket();
        Socket socket = plain;
        try {
            plain.connect(server, millis);
            plain.setSoTimeout(millis);
            if (tls) {
                boolean here = server.getAddress().isLoopbackAddress();
                SSLSocketFactory factory =
                        here ? OwnMachine.sockets() : (SSLSocketFactory) SSLSocketFactory.getDefault();
                SSLSocket secure = (SSLSocket) factory.createSocket(plain, host, server.getPort(), true);
                if (!here) {
                    SSLParameters parameters = secure.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    secure.setSSLParameters(parameters);
                }
                secure.startHandshake();
                socket = secure;
            }
        } catch (IOException e) {
            plain.close();
            throw e;
        }
        return over(socket);
    }

    private static StunWire over(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return new StunWire() {
            @Override
            public InetSocketAddress local() {
                return (InetSocketAddress) socket.getLocalSocketAddress();
            }

            @Override
            public StunMessage ask(StunMessage question, byte[] bytes) throws IOException {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                byte[] header = in.readNBytes(StunMessage.HEADER);
                int length = header.length < StunMessage.HEADER ? -1 : ((header[2] & 0xFF) << 8) | (header[3] & 0xFF);
                if (length < 0 || length > StunMessage.MAX_BYTES - StunMessage.HEADER) {
                    throw new NotStunException();
                }
                byte[] whole = Arrays.copyOf(header, StunMessage.HEADER + length);
                in.readFully(whole, StunMessage.HEADER, length);
                return StunMessage.decode(whole)
                        .filter(message -> message.answers(question))
                        .orElseThrow(NotStunException::new);
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
