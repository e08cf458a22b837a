package io.callvault.desktop.store;

/** When the second log is begun anew while the app runs for weeks: when it is long and mostly out of date. Store thread. */
final class LogLength {

    /** Shorter ones are read in no time, bytes. */
    static final long WORTH_IT = 1 << 20;

    /** Of a log this many times as long as its content most is out of date. */
    private static final int MOSTLY = 4;

    private final long worthIt;
    private long limit;

    /**
     * @param worthIt bytes below which it is left alone
     */
    LogLength(long worthIt) {
        this.worthIt = worthIt;
        this.limit = worthIt;
    }

    boolean isLong(long bytes) {
        return bytes > limit;
    }

    /** So long it is when all of it is in use. */
    void begunAnew(long bytes) {
        limit = Math.max(worthIt, MOSTLY * bytes);
    }
}
