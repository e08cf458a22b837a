package io.callvault.signaling.bot.call;

import java.io.IOException;

/** What takes Echo's calls, as the server sees it. One thread. */
interface Agent extends AutoCloseable {

    /** A fresh token. */
    void tell(AgentLetter.Renewal renewal) throws IOException;

    /** Hangs up and ends. Blocks for a few seconds at most. */
    @Override
    void close();
}
