package io.callvault.desktop.notice;

/**
 * One thing the user is told, until it is over or was read.
 *
 * @param sentence what happened, what of theirs is safe, and what to do
 */
public record Notice(Kind kind, String sentence) {

    /** What a notice is about; at most one of each stands. The order is that of importance. */
    public enum Kind {
        /** Nothing can be stored right now; over by itself when there is room again. */
        DISK_FULL(false),

        /** The store stopped for another reason: a restart is needed. */
        STORE_STOPPED(false),

        /** The keys of this profile are gone; its data were set aside. */
        KEYS_LOST(true),

        /** The database was damaged and is built anew from the server. */
        DATABASE_REBUILT(true),

        /** A setting of the organisation is wrong and does not count. */
        MANAGED_SETTINGS(true),

        /** An update was not installed. */
        UPDATE_FAILED(true);

        private final boolean dismissable;

        Kind(boolean dismissable) {
            this.dismissable = dismissable;
        }

        /** Whether reading it is enough; the others end by themselves. */
        public boolean dismissable() {
            return dismissable;
        }
    }
}
