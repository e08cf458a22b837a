package io.callvault.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounded in number and in bytes, and never with a hole in what it gives out. */
class EventBufferTest {

    private final EventBuffer buffer = new EventBuffer(false);

    @Test
    void moreThanItsCapacityIsDroppedFromTheEnd() {
        for (long ev = 1; ev <= EventBuffer.CAPACITY; ev++) {
            assertThat(buffer.add(event(ev, 10))).isTrue();
        }
        assertThat(buffer.add(event(5_000, 10))).isFalse();
        assertThat(buffer.size()).isEqualTo(EventBuffer.CAPACITY);
        assertThat(buffer.add(event(7, 10))).as("a double").isTrue();
        assertThat(buffer.size()).isEqualTo(EventBuffer.CAPACITY);
    }

    @Test
    void theLargestEventsAreBoundedInBytesAndTheEarlierOnesWin() {
        for (long ev = 1_000; ev > 0; ev--) {
            buffer.add(event(ev, 40_000));
            assertThat(buffer.bytes()).isLessThanOrEqualTo(EventBuffer.CAPACITY_BYTES);
        }
        assertThat(buffer.reach()).isBetween(100L, 250L);
        List<Frame.Event> batch = buffer.take(100, 1_000_000);
        assertThat(batch)
                .hasSizeBetween(20, 25)
                .first()
                .extracting(Frame.Event::ev)
                .isEqualTo(1L);
    }

    @Test
    void oneThatIsLargerThanTheBatchIsTakenAlone() {
        buffer.add(event(1, 40_000));
        buffer.add(event(2, 40_000));
        assertThat(buffer.take(100, 1_000)).hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theBytesAreAlwaysThoseOfWhatWaits(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 5_000; step++) {
            long ev = buffer.cursor() + random.nextInt(40);
            switch (random.nextInt(5)) {
                case 0 -> buffer.forget(ev);
                case 1 -> {
                    List<Frame.Event> taken = buffer.take(1 + random.nextInt(5), 60_000);
                    if (random.nextBoolean() || taken.isEmpty()) {
                        buffer.giveBack(taken);
                    } else {
                        buffer.cursor(taken.getLast().ev());
                    }
                }
                default -> buffer.add(event(ev, random.nextInt(40_000)));
            }
            assertThat(buffer.bytes() == 0).isEqualTo(buffer.size() == 0);
            assertThat(buffer.bytes()).isBetween(0L, buffer.size() * 40_300L);
        }
    }

    private static Frame.Event event(long ev, int bytes) {
        return new Frame.Event(
                ev,
                new EventId(new UUID(1, ev)),
                new EventBody.MessageStored(
                        new ConversationId(new UUID(2, 1)),
                        ev,
                        new MessageId(new UUID(3, ev)),
                        new UserId(new UUID(4, 1)),
                        new DeviceId(new UUID(5, 1)),
                        1,
                        Bytes.copyOf(new byte[bytes])));
    }
}
