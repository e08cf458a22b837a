package io.callvault.desktop.call.ui;

/** Moments as the app writes them elsewhere. */
public interface CallTimes {
    /** Short: "14:20", "Mon", "12 Nov". */
    String inList(long ms);

    /** "Today", "Yesterday", "12 November". */
    String day(long ms);

    /** "14:20". */
    String clock(long ms);
}
