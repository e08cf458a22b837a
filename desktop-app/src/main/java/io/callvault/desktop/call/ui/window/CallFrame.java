package io.callvault.desktop.call.ui.window;

/** What the screen of a call asks of the window around it. */
interface CallFrame {
    boolean isFullScreen();

    void setFullScreen(boolean full);

    /** Picture-in-picture: a small window that stays above all others. */
    boolean isSmall();

    void setSmall(boolean small);

    /** Closes the window; what is left of the call is dismissed. */
    void close();
}
