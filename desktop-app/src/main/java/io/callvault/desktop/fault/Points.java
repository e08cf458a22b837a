package io.callvault.desktop.fault;

/** Told when a {@link Point} is passed. May block or end the process; called on the thread that stands there. */
@FunctionalInterface
public interface Points {

    void at(Point point);

    /** Nobody listens. */
    static Points none() {
        return point -> {};
    }
}
