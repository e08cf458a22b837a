package io.callvault.model.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 that rise strictly, also within one millisecond and when the clock steps back
 * (RFC 9562, section 6.2, method 1: a counter in {@code rand_a}). Any thread.
 */
public final class IdGenerator {

    private static final int COUNTER_LIMIT = 0x1000;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis;
    private int counter;

    /**
     * @param random unpredictable in production ({@link java.security.SecureRandom}); seeded in tests
     */
    public IdGenerator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized UUID next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            counter = random.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter == COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        long high = (lastMillis << 16) | 0x7000L | counter;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    public UserId userId() {
        return new UserId(next());
    }

    public DeviceId deviceId() {
        return new DeviceId(next());
    }

    public ConversationId conversationId() {
        return new ConversationId(next());
    }

    public MessageId messageId() {
        return new MessageId(next());
    }

    public ClientMessageId clientMessageId() {
        return new ClientMessageId(next());
    }

    public EventId eventId() {
        return new EventId(next());
    }
}
