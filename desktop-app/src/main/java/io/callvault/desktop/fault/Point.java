package io.callvault.desktop.fault;

/** Moments at which losing the process is most telling (the kill matrix of docs/store.md). */
public enum Point {
    /** Something is to be queued; nothing of it is on the disk yet. Store thread. */
    BEFORE_OUTBOX,

    /** What was queued is durable; nobody has been told yet. Store thread. */
    AFTER_OUTBOX,

    /** Inside a durable transaction: the second log has what is precious, the database has not committed. Store thread. */
    WHILE_WRITING,

    /** A message was handed to the link. Sync loop. */
    AFTER_SEND,

    /** Acknowledgements are applied in a transaction that is not committed yet. Store thread. */
    AFTER_ACK_BEFORE_COMMIT,

    /** Events and the cursor are committed; the server has not been told. Sync loop. */
    AFTER_APPLY_BEFORE_EV_ACK,

    /** The server answered with new tokens; they are not kept yet. A thread of the HTTP client. */
    BETWEEN_REFRESH_AND_SAVE
}
