package io.callvault.desktop.app;

/** Somebody who sees a window from its making to its end, beside the person at it: who times the start, or walks through it. */
interface Onlooker {

    /** Nobody but the person. */
    Onlooker NOBODY = (core, window) -> {};

    /** The window is made, and not shown yet. FX thread. */
    void made(ClientCore core, AppWindow window);

    /** The window is closed. Main thread. @return the process's exit code, if nothing else failed */
    default int closed() {
        return 0;
    }
}
