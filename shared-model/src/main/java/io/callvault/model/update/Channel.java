package io.callvault.model.update;

/** Which releases a person wants. */
public enum Channel {
    /** Finished releases. */
    STABLE,
    /** Those, and what comes before them. */
    BETA;

    /** Whether somebody on this channel takes releases of that one. */
    public boolean takes(Channel release) {
        return this == BETA || release == STABLE;
    }
}
