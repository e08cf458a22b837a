package io.callvault.signaling.store;

import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls from their invite on. What a crash must not take back stands here: that somebody is called, who has accepted, and that it
 * is over. A call that is over stays for {@link #REMEMBERED_MS}, so that its invite, sent again, does not ring a second time.
 */
public final class CallTable {

    /** Longer than any honest client resends an invite. */
    static final long REMEMBERED_MS = 3_600_000;

    /**
     * A call that is not over.
     *
     * @param payload and {@code sig}: the invite as it came
     * @param expiresMs when it stops ringing, Unix milliseconds
     * @param accepted the device that has it; empty while it rings
     */
    public record Row(
            CallId id,
            ConversationId conversation,
            CallParty caller,
            UserId called,
            String payload,
            Bytes sig,
            long expiresMs,
            Optional<DeviceId> accepted) {}

    private final Sql sql;

    CallTable(Sql sql) {
        this.sql = sql;
    }

    /** Whether there is, or lately was, a call of that id. */
    public boolean known(CallId id) {
        return sql.number("SELECT 1 FROM call_invite WHERE call_id = ?", id.value()) == 1;
    }

    /** Stores a new call and forgets those that are long over. */
    public void insert(Row call, long nowMs) {
        sql.update("DELETE FROM call_invite WHERE ended_ms BETWEEN 1 AND ?", nowMs - REMEMBERED_MS);
        sql.update(
                "INSERT INTO call_invite (call_id, conversation_id, caller_id, caller_device, called_id, payload, sig, expires_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                call.id().value(),
                call.conversation().value(),
                call.caller().userId().value(),
                call.caller().deviceId().value(),
                call.called().value(),
                call.payload(),
                call.sig().base64Url(),
                call.expiresMs());
    }

    /** Gives the call to the device, unless another one has it or it is over. Whether the device has it now. */
    public boolean accept(CallId id, DeviceId device) {
        return sql.update(
                        "UPDATE call_invite SET accepted_device = ? WHERE call_id = ? AND ended_ms = 0"
                                + " AND (accepted_device IS NULL OR accepted_device = ?)",
                        device.value(),
                        id.value(),
                        device.value())
                == 1;
    }

    /** It is over; what it said, which holds addresses, is not kept. */
    public void end(CallId id, long nowMs) {
        sql.update(
                "UPDATE call_invite SET ended_ms = ?, payload = '', sig = '' WHERE call_id = ? AND ended_ms = 0",
                nowMs,
                id.value());
    }

    /** Every call that is not over, also those that should have stopped ringing by now. */
    public List<Row> open() {
        return sql.list(
                "SELECT call_id, conversation_id, caller_id, caller_device, called_id, payload, sig, expires_ms, accepted_device"
                        + " FROM call_invite WHERE ended_ms = 0 ORDER BY expires_ms",
                CallTable::row);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new CallId(row.getObject(1, UUID.class)),
                new ConversationId(row.getObject(2, UUID.class)),
                new CallParty(new UserId(row.getObject(3, UUID.class)), new DeviceId(row.getObject(4, UUID.class))),
                new UserId(row.getObject(5, UUID.class)),
                row.getString(6),
                Bytes.ofBase64Url(row.getString(7)),
                row.getLong(8),
                Optional.ofNullable(row.getObject(9, UUID.class)).map(DeviceId::new));
    }
}
