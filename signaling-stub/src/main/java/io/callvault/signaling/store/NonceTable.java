package io.callvault.signaling.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.DeviceId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Nonces of signed requests. On disk, so that a restart does not open the door to replays. */
public final class NonceTable {

    private final Sql sql;

    NonceTable(Sql sql) {
        this.sql = sql;
    }

    /** How many of this device's nonces still count. */
    public long count(DeviceId device, long nowMs) {
        return sql.number("SELECT COUNT(*) FROM nonce WHERE device_id = ? AND until_ms >= ?", device.value(), nowMs);
    }

    public boolean used(DeviceId device, Bytes nonce) {
        return sql.number("SELECT 1 FROM nonce WHERE device_id = ? AND nonce = ?", device.value(), uuid(nonce)) == 1;
    }

    /** Remembers the nonce and forgets those whose time is over. */
    public void use(DeviceId device, Bytes nonce, long nowMs, long untilMs) {
        sql.update("DELETE FROM nonce WHERE until_ms < ?", nowMs);
        sql.update(
                "INSERT INTO nonce (device_id, nonce, until_ms) VALUES (?, ?, ?)",
                device.value(),
                uuid(nonce),
                untilMs);
    }

    private static UUID uuid(Bytes nonce) {
        ByteBuffer bytes = ByteBuffer.wrap(nonce.toArray());
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
