package io.callvault.desktop.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Frames are cut at the right places, and each thing that can happen to a unit happens. */
class FaultProxyTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

    private static final int PATIENCE_MS = 20_000;

    @Test
    void framesOfEveryLengthAndMaskComeOutAsTheyWentIn() throws IOException {
        List<byte[]> frames = List.of(
                frame(0x81, 5, false),
                frame(0x81, 125, true),
                frame(0x81, 126, false),
                frame(0x81, 65_535, true),
                frame(0x81, 70_000, false),
                frame(0x89, 0, true),
                frame(0x01, 3, false));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.write(frame);
        }
        WebSocketFrames reader = new WebSocketFrames(new DataInputStream(new ByteArrayInputStream(all.toByteArray())));
        List<Boolean> whole = new ArrayList<>();
        for (byte[] frame : frames) {
            WebSocketFrames.Raw raw = reader.next().orElseThrow();
            assertThat(raw.bytes()).isEqualTo(frame);
            whole.add(raw.whole());
        }
        assertThat(reader.next()).isEmpty();
        assertThat(whole).containsExactly(true, true, true, true, true, false, false);
    }

    @Test
    void aFrameBeyondAllBoundsIsRefused() {
        byte[] huge = {(byte) 0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0};
        WebSocketFrames reader = new WebSocketFrames(new DataInputStream(new ByteArrayInputStream(huge)));
        Assertions.assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void unitsAreLostDoubledSwappedAndSliced() throws IOException {
        assertThat(carried(Fate.PASS)).isEqualTo("1234");
        assertThat(carried(Fate.DROP)).isEmpty();
        assertThat(carried(Fate.DUPLICATE)).isEqualTo("11223344");
        assertThat(carried(Fate.REORDER)).isEqualTo("2143");
        assertThat(carried(Fate.SLICE)).isEqualTo("1234");
    }

    @Test
    void theDrawsFollowTheProbabilitiesAndTheSeed() {
        Weather weather = Weather.FAIR.storm(0.05);
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        Random random = new Random(1);
        Random again = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Fate fate = Fate.draw(weather, random);
            assertThat(Fate.draw(weather, again)).isEqualTo(fate);
            counts.merge(fate, 1, Integer::sum);
        }
        assertThat(counts.get(Fate.DROP)).isBetween(400, 600);
        assertThat(counts.get(Fate.DELAY)).isBetween(400, 600);
        assertThat(counts.get(Fate.HOLE)).isBetween(20, 90);
        assertThat(counts).containsOnlyKeys(Fate.values());
    }

    @Test
    void httpPassesAndBlockedUpgradesAreAnswered() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FaultProxy proxy = new FaultProxy(server::getLocalPort, 1)) {
            Thread.ofVirtual().start(() -> answer(server));
            assertThat(ask(proxy, "GET / HTTP/1.1\r\nhost: x\r\n\r\n", ANSWER.length()))
                    .isEqualTo(ANSWER);
            proxy.weather(Weather.FAIR.withWebSocket(Weather.WebSocket.UPGRADE_REQUIRED));
            assertThat(ask(proxy, "GET /api/ws HTTP/1.1\r\nupgrade: websocket\r\n\r\n", 12))
                    .isEqualTo("HTTP/1.1 426");
            proxy.weather(Weather.FAIR.withoutStreams());
            assertThat(ask(proxy, "GET /api/events/stream HTTP/1.1\r\n\r\n", 12))
                    .isEqualTo("HTTP/1.1 403");
        }
    }

    private static void answer(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                Optional<HttpHead> head = HttpHead.read(new DataInputStream(socket.getInputStream()));
                if (head.isPresent()) {
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException closed) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static String ask(FaultProxy proxy, String request, int length) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }
    }

    private static String carried(Fate fate) throws IOException {
        Sky sky = new Sky();
        sky.set(fate == Fate.PASS ? Weather.FAIR : Weather.FAIR.with(fate, 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lane lane = new Lane(sky, new Random(1), out);
        for (String unit : List.of("1", "2", "3", "4")) {
            lane.carry(unit.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(int first, int length, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (length < 126) {
            out.write(mask | length);
        } else if (length < 65_536) {
            out.write(mask | 126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        byte[] rest = new byte[length + (masked ? 4 : 0)];
        new Random(length).nextBytes(rest);
        out.writeBytes(rest);
        return out.toByteArray();
    }
}
