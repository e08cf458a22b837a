package io.callvault.signaling.store;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Accounts and their devices. */
public final class AccountTable {

    private static final String SELECT =
            "SELECT num, user_id, handle, display_name, identity_key, last_seen FROM account WHERE ";

    /** An account; {@code lastSeen} is when its last device left, Unix milliseconds, 0 for never. */
    public record Account(UserKey key, String handle, String displayName, Bytes identityKey, long lastSeen) {}

    private final Sql sql;

    AccountTable(Sql sql) {
        this.sql = sql;
    }

    public Optional<Account> byId(UserId id) {
        return sql.one(SELECT + "user_id = ?", AccountTable::account, id.value());
    }

    public Optional<Account> byHandle(String handle) {
        return sql.one(SELECT + "handle = ?", AccountTable::account, handle);
    }

    public Optional<Account> byIdentity(Bytes identityKey) {
        return sql.one(SELECT + "identity_key = ?", AccountTable::account, identityKey.base64Url());
    }

    public Account get(long num) {
        return sql.one(SELECT + "num = ?", AccountTable::account, num)
                .orElseThrow(() -> new IllegalStateException("no account " + num));
    }

    /** Stores a new account and gives its number. */
    public UserKey insert(UserId id, String handle, String displayName, Bytes identityKey) {
        sql.update(
                "INSERT INTO account (user_id, handle, display_name, identity_key) VALUES (?, ?, ?, ?)",
                id.value(),
                handle,
                displayName,
                identityKey.base64Url());
        return byId(id).orElseThrow().key();
    }

    public void left(UserId id, long nowMs) {
        sql.update("UPDATE account SET last_seen = ? WHERE user_id = ?", nowMs, id.value());
    }

    public EventBody.Profile profile(Account account) {
        return new EventBody.Profile(
                account.key().id(),
                account.handle(),
                account.displayName(),
                account.identityKey(),
                devices(account.key()));
    }

    public List<EventBody.Device> devices(UserKey user) {
        return sql.list(
                "SELECT device_id, name, device_key, created_ms, certificate FROM device WHERE user_num = ? ORDER BY created_ms, device_id",
                row -> device(row, user.id()),
                user.num());
    }

    public Optional<EventBody.Device> device(DeviceId id) {
        return sql.one(
                "SELECT d.device_id, d.name, d.device_key, d.created_ms, d.certificate, a.user_id"
                        + " FROM device d JOIN account a ON a.num = d.user_num WHERE d.device_id = ?",
                row -> device(row, new UserId(row.getObject(6, UUID.class))),
                id.value());
    }

    public void insertDevice(UserKey user, EventBody.Device device) {
        sql.update(
                "INSERT INTO device (device_id, user_num, name, device_key, created_ms, certificate) VALUES (?, ?, ?, ?, ?, ?)",
                device.deviceId().value(),
                user.num(),
                device.name(),
                device.deviceKey().base64Url(),
                device.createdMs(),
                device.certificate().base64Url());
    }

    private static EventBody.Device device(ResultSet row, UserId user) throws SQLException {
        return new EventBody.Device(
                user,
                new DeviceId(row.getObject(1, UUID.class)),
                row.getString(2),
                Bytes.ofBase64Url(row.getString(3)),
                row.getLong(4),
                Bytes.ofBase64Url(row.getString(5)));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserKey(row.getLong(1), new UserId(row.getObject(2, UUID.class))),
                row.getString(3),
                row.getString(4),
                Bytes.ofBase64Url(row.getString(5)),
                row.getLong(6));
    }
}
