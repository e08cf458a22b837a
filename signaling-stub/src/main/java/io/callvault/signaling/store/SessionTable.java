package io.callvault.signaling.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Signed-in devices. Refresh tokens stand here only as SHA-256 hashes; a revoked session has no row. */
public final class SessionTable {

    /**
     * A living session.
     *
     * @param refreshHash hash of the newest refresh token, base64url
     * @param previousHash hash of the one before, valid until the newest is used; empty for none
     */
    public record Session(
            UUID id, UserKey user, DeviceId device, Bytes deviceKey, String refreshHash, String previousHash) {}

    private final Sql sql;

    SessionTable(Sql sql) {
        this.sql = sql;
    }

    public Optional<Session> find(UUID id) {
        return sql.one(
                "SELECT s.session_id, a.num, a.user_id, s.device_id, d.device_key, s.refresh_hash, s.previous_hash"
                        + " FROM session s JOIN account a ON a.num = s.user_num JOIN device d ON d.device_id = s.device_id"
                        + " WHERE s.session_id = ?",
                row -> new Session(
                        row.getObject(1, UUID.class),
                        new UserKey(row.getLong(2), new UserId(row.getObject(3, UUID.class))),
                        new DeviceId(row.getObject(4, UUID.class)),
                        Bytes.ofBase64Url(row.getString(5)),
                        row.getString(6),
                        row.getString(7)),
                id);
    }

    /** Stores a session and drops the oldest ones of that device beyond {@code keep}; which. */
    public List<UUID> insert(Session session, long nowMs, int keep) {
        sql.update(
                "INSERT INTO session (session_id, user_num, device_id, refresh_hash, previous_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)",
                session.id(),
                session.user().num(),
                session.device().value(),
                session.refreshHash(),
                session.previousHash(),
                nowMs);
        List<UUID> dropped = sql.list(
                "SELECT session_id FROM session WHERE device_id = ? ORDER BY created_ms DESC, session_id DESC LIMIT 1000 OFFSET ?",
                row -> row.getObject(1, UUID.class),
                session.device().value(),
                keep);
        dropped.forEach(this::revoke);
        return dropped;
    }

    public void rotate(UUID id, String refreshHash, String previousHash) {
        sql.update(
                "UPDATE session SET refresh_hash = ?, previous_hash = ? WHERE session_id = ?",
                refreshHash,
                previousHash,
                id);
    }

    public void revoke(UUID id) {
        sql.update("DELETE FROM session WHERE session_id = ?", id);
    }
}
