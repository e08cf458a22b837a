package io.callvault.signaling.fault;

/**
 * The moments of a write at which a server may be killed and must lose nothing. They come in this order, once for every
 * transaction that changed something; a transaction carries up to 256 commands.
 */
public enum Point {
    /** The commands have run inside the transaction; {@code COMMIT} comes next. Nothing is on disk, nobody was answered. */
    BEFORE_COMMIT,
    /** Committed inside H2, {@code CHECKPOINT SYNC} (the fsync) comes next. Still not durable, and nobody was answered. */
    AFTER_COMMIT,
    /** Durable: the fsync is done. The answers ({@code ack}) come next; nobody has one yet. */
    BEFORE_ACK,
    /** Everybody is answered and the first half of the events (rounded up) was handed to connections; the rest comes next. */
    MID_FAN_OUT
}
