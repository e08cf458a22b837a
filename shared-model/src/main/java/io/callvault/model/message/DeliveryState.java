package io.callvault.model.message;

/**
 * How far an own message has come. The order of the constants is the order of progress. Failure is not a state but a flag
 * beside it: a failed message is still {@link #QUEUED} and keeps its text (PROTOCOL.md, "What the client guarantees", 6).
 */
public enum DeliveryState {
    /** In the outbox, durable on this device. */
    QUEUED,
    /** Handed to the link, not yet acknowledged. */
    SENDING,
    /** Durable on the server. */
    SENT,
    /** Durable on a device of every other member. */
    DELIVERED,
    /** Seen by every other member. */
    READ;

    /** The further of the two: news that arrive late or twice never take a tick away. */
    public DeliveryState merge(DeliveryState other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether the step is legal: forwards, or back from sending to queued when the link broke. */
    public boolean canBecome(DeliveryState next) {
        return next.compareTo(this) > 0 || (this == SENDING && next == QUEUED);
    }

    public boolean isPending() {
        return this == QUEUED || this == SENDING;
    }
}
