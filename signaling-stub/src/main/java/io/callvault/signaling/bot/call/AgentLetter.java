package io.callvault.signaling.bot.call;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;

/** What the server tells its child through standard input: one line of JSON each. Never on a command line, never in a log. */
final class AgentLetter {

    private AgentLetter() {}

    /**
     * The first line: who the agent is.
     *
     * @param server where the backend listens, for example {@code http://127.0.0.1:8443}
     * @param deviceSeed of the device's key
     * @param epoch of the cursor
     * @param ev the newest event there was; the agent needs none before it
     * @param mostCalls how many calls it answers at once, from 1
     */
    record Credentials(
            String server,
            UserId userId,
            DeviceId deviceId,
            Bytes deviceSeed,
            String accessToken,
            String epoch,
            long ev,
            int mostCalls) {
        /** Without seed and token. */
        @Override
        public String toString() {
            return "Credentials[" + server + ", " + deviceId + "]";
        }
    }

    /** Every further line: a fresh token. */
    record Renewal(String accessToken) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Renewal[]";
        }
    }
}
