package io.callvault.signaling.bot.call;

import io.callvault.rtc.CallEngine;

/** Where Echo's calls are taken. */
public sealed interface EchoMedia {

    /** Nowhere: Echo declines at once. */
    record None() implements EchoMedia {}

    /** In a child process: natives that crash take it, not the server. */
    record Child() implements EchoMedia {}

    /**
     * In this process, for tests.
     *
     * @param engine stays open when the server closes
     */
    record Here(CallEngine engine) implements EchoMedia {}
}
