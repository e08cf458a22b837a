package io.callvault.signaling.fault;

/** Guarantees left out on purpose, so that the oracle can prove that it notices. No command line can ask for one. */
public enum Broken {
    /** Answers before the transaction is committed, and commits 250 ms later: whatever kills the server then loses acknowledged messages. */
    ACK_BEFORE_COMMIT,
    /** Does not look whether the key was stored: a message that is sent again is stored again, at a seq of its own. */
    SKIP_DEDUPE
}
