package io.callvault.signaling.store;

import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes event ids that prove themselves: the random half of the UUIDv7 is an HMAC-SHA-256 over epoch, user, ev and the other
 * half, cut to 62 bits. So a client that names an event this database never had can be believed (a backup was restored) or not
 * (anybody could say so and make everybody take a snapshot). Immutable, any thread.
 */
final class EventSeal {

    private static final long VARIANT = 0x8000000000000000L;

    private final SecretKeySpec secret;

    EventSeal(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** @param fresh a UUIDv7, of which the half with the time is kept */
    EventId seal(String epoch, UserId user, long ev, UUID fresh) {
        long high = fresh.getMostSignificantBits();
        return new EventId(new UUID(high, low(epoch, user, ev, high)));
    }

    /** Whether this server gave that id to that event in that epoch. */
    boolean made(String epoch, UserId user, long ev, EventId id) {
        UUID uuid = id.value();
        return uuid.getLeastSignificantBits() == low(epoch, user, ev, uuid.getMostSignificantBits());
    }

    private long low(String epoch, UserId user, long ev, long high) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(epoch.getBytes(StandardCharsets.UTF_8));
            byte[] tag = mac.doFinal(ByteBuffer.allocate(33)
                    .put((byte) 0)
                    .put(user.bytes())
                    .putLong(ev)
                    .putLong(high)
                    .array());
            return ByteBuffer.wrap(tag).getLong() >>> 2 | VARIANT;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
