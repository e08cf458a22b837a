package io.callvault.desktop.os;

/** Whether the network costs by the byte. No system tells this without a library of its own yet: the port is where it plugs in. */
@FunctionalInterface
public interface MeteredLink {

    Answer read();

    /** What is known. */
    enum Answer {
        METERED,
        FREE,
        /** This system does not say; nothing is saved for it. */
        UNKNOWN
    }

    /** The one for the running system. */
    static MeteredLink ofThisSystem() {
        return () -> Answer.UNKNOWN;
    }
}
