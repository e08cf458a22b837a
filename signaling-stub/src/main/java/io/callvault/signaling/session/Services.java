package io.callvault.signaling.session;

import io.callvault.signaling.account.SessionService;
import io.callvault.signaling.call.CallRelay;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.relay.MessageRelay;
import io.callvault.signaling.relay.ReceiptService;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.relay.TypingService;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What every connection needs.
 *
 * @param currentEpoch the database's epoch; it changes when a backup is found to have been restored
 * @param heartbeatMs time between pings, milliseconds; a connection silent for two of them is closed
 * @param workers threads that may block
 */
public record Services(
        SessionService accounts,
        MessageRelay relay,
        ReceiptService receipts,
        TypingService typing,
        SyncService sync,
        CallRelay calls,
        SessionHub hub,
        PresenceService presence,
        Faults faults,
        ServerMetrics metrics,
        InstantSource clock,
        Supplier<String> currentEpoch,
        long heartbeatMs,
        Executor workers) {

    String epoch() {
        return currentEpoch.get();
    }
}
