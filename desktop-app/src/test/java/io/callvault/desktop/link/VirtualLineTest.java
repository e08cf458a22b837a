package io.callvault.desktop.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bounds of the lanes on a slow line whose time is the loop's (PROTOCOL.md, "Priority lanes"). */
class VirtualLineTest {

    private final ManualLoop loop = new ManualLoop();

    @Test
    void aMessageOvertakesReceiptsAndTypingWithinAHundredMilliseconds() {
        VirtualLine line = online(32);
        for (int i = 0; i < 256; i++) {
            line.offer(new Frame.Receipt(conversation(i), 7, 7));
            line.offer(new Frame.Typing(conversation(i), Optional.empty(), true));
        }
        loop.advance(Duration.ofMillis(40));
        assertThat(line.delayOf(send(300))).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aCallOvertakesLongMessagesWithinTwoSeconds() {
        VirtualLine line = online(64);
        for (int i = 0; i < 256; i++) {
            line.offer(send(11_000));
        }
        loop.advance(Duration.ofMillis(700));
        Frame.Call call = new Frame.Call(
                new CallId(new UUID(1, 1)),
                "invite",
                new ConversationId(new UUID(1, 2)),
                Optional.empty(),
                Optional.empty(),
                0,
                "{}",
                Bytes.copyOf(new byte[64]));
        assertThat(line.delayOf(call)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    private VirtualLine online(long bytesPerMs) {
        VirtualLine line = new VirtualLine(bytesPerMs);
        ServerClock clock = new ServerClock(() -> Instant.ofEpochMilli(5_000), loop::nanoTime);
        ConnectionManager link = new ConnectionManager(
                loop,
                new ConnectionManager.Parts(
                        kind -> line,
                        TransportChoice.AUTO,
                        new FakeSession(),
                        () -> new Position(Optional.of("e"), 42, Optional.empty()),
                        clock,
                        new Random(1),
                        new ClientMetrics()),
                "instance");
        line.link = link;
        link.connect();
        loop.runAll();
        Transport.Listener listener = line.listener.orElseThrow();
        listener.opened();
        loop.runAll();
        Frame.ServerLimits limits = new Frame.ServerLimits(65_536, 8_000, 100);
        listener.received(new Frame.Welcome("e", 42, 5_000, 30_000, limits, Frame.Resume.OK));
        loop.runAll();
        assertThat(link.status()).isEqualTo(LinkStatus.ONLINE);
        return line;
    }

    private static ConversationId conversation(int number) {
        return new ConversationId(new UUID(2, number));
    }

    private static Frame.Send send(int bytes) {
        return new Frame.Send(
                new ClientMessageId(new UUID(3, bytes)),
                conversation(1),
                Optional.empty(),
                Bytes.copyOf(new byte[bytes]));
    }

    /** Frames leave one after the other, so many bytes a millisecond. */
    private final class VirtualLine implements Transport, Transport.Connection {

        private final long bytesPerMs;
        private final Deque<Long> leaving = new ArrayDeque<>();
        private final Map<Frame, Long> left = new LinkedHashMap<>();
        private Optional<Transport.Listener> listener = Optional.empty();
        private @Nullable ConnectionManager link;
        private long freeAt;

        VirtualLine(long bytesPerMs) {
            this.bytesPerMs = bytesPerMs;
        }

        @Override
        public Transport.Connection open(Transport.Listener opened) {
            listener = Optional.of(opened);
            return this;
        }

        boolean offer(Frame frame) {
            return Objects.requireNonNull(link).send(frame);
        }

        @Override
        public void close() {
            listener = Optional.empty();
        }

        /** From offering the frame until its last byte is on its way. */
        Duration delayOf(Frame frame) {
            long start = loop.nanoTime();
            assertThat(offer(frame)).isTrue();
            while (!left.containsKey(frame)) {
                loop.advance(Duration.ofMillis(1));
            }
            return Duration.ofNanos(left.getOrDefault(frame, Long.MAX_VALUE) - start);
        }

        @Override
        public void send(Frame frame) {
            long bytes = FrameCodec.encode(frame).getBytes(StandardCharsets.UTF_8).length;
            freeAt = Math.max(freeAt, loop.nanoTime()) + bytes * 1_000_000 / bytesPerMs;
            leaving.add(freeAt);
            left.putIfAbsent(frame, freeAt);
        }

        @Override
        public int room() {
            leaving.removeIf(at -> at <= loop.nanoTime());
            return Math.max(0, 8 - leaving.size());
        }

        @Override
        public boolean tellsRoom() {
            return false;
        }
    }
}
