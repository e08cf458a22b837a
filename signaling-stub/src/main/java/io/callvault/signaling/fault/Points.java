package io.callvault.signaling.fault;

/** Told of every {@link Point} on the store's writer thread, which waits for it. It may kill the process; it must not throw. */
@FunctionalInterface
public interface Points {

    /** Nothing happens anywhere. */
    Points NONE = point -> {};

    void at(Point point);
}
