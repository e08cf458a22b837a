package io.callvault.desktop.chaos.child;

/**
 * Ends the process at the chosen visit of a named point, without a goodbye. Any thread.
 *
 * @param <P> the points of one side
 */
final class Trap<P extends Enum<P>> {

    private static final int EXIT = 9;

    private final Class<P> points;
    private String where = "";
    private int visits;

    Trap(Class<P> points) {
        this.points = points;
    }

    /** Arms it; {@code visit} 1 is the next time. */
    synchronized String set(String point, int visit) {
        where = Enum.valueOf(points, point).name();
        visits = visit;
        return "armed";
    }

    void at(P point) {
        boolean now;
        synchronized (this) {
            now = point.name().equals(where) && --visits == 0;
        }
        if (now) {
            Runtime.getRuntime().halt(EXIT);
        }
    }
}
