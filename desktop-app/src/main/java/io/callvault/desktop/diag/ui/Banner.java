package io.callvault.desktop.diag.ui;

import java.util.Optional;

/**
 * What the banner says.
 *
 * @param words what is wrong, and what becomes of the messages
 * @param detail what comes next ("Trying again in 4 s"); empty for nothing
 * @param action the words of its button
 * @param busy whether the action is under way
 */
record Banner(Kind kind, String words, String detail, Optional<String> action, boolean busy) {

    /** What it is about, from the most to the least pressing. */
    enum Kind {
        STORE_TROUBLE,
        SIGNED_OUT,
        REPLACED,
        OFFLINE,
        UNREACHABLE,
        CONNECTING,
        STORE_NOTICE
    }

    static Banner of(Kind kind, String words) {
        return new Banner(kind, words, "", Optional.empty(), false);
    }

    Banner with(String newDetail) {
        return new Banner(kind, words, newDetail, action, busy);
    }

    Banner withAction(String newAction, boolean isBusy) {
        return new Banner(kind, words, detail, Optional.of(newAction), isBusy);
    }
}
