package io.callvault.desktop.store;

import io.callvault.desktop.store.row.KeyCheck;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** People with their pinned identity keys, their certified devices, and how they stand to this user. */
public final class PersonStore {

    private final Sql sql;
    private final Tx tx;

    PersonStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /**
     * Keeps names and devices. The identity key is pinned at first sight: with another key nothing is changed. Whoever calls
     * has checked the devices' certificates.
     */
    public KeyCheck save(EventBody.Profile profile) throws StoreException {
        var pinned = sql.one(
                "SELECT identity_key FROM person WHERE user_id = ?",
                row -> Sql.bytes(row, "identity_key"),
                profile.userId());
        if (pinned.isPresent() && !pinned.get().equals(profile.identityKey())) {
            return KeyCheck.DIFFERENT;
        }
        sql.update(
                "MERGE INTO person(user_id, handle, display_name, identity_key) VALUES(?, ?, ?, ?)",
                profile.userId(),
                profile.handle(),
                profile.displayName(),
                profile.identityKey());
        for (EventBody.Device device : profile.devices()) {
            saveDevice(device);
        }
        tx.afterCommit(new StoreNews.ContactChanged(profile.userId()));
        return pinned.isPresent() ? KeyCheck.SAME : KeyCheck.NEW;
    }

    /** Keeps a device whose certificate was checked; a known device never changes its key. */
    public void saveDevice(EventBody.Device device) throws StoreException {
        if (device(device.deviceId()).isPresent()) {
            sql.update(
                    "UPDATE device SET name = ? WHERE device_id = ? AND user_id = ?",
                    device.name(),
                    device.deviceId(),
                    device.userId());
            return;
        }
        sql.update(
                "INSERT INTO device(device_id, user_id, name, device_key, created_ms, certificate) VALUES(?, ?, ?, ?, ?, ?)",
                device.deviceId(),
                device.userId(),
                device.name(),
                device.deviceKey(),
                device.createdMs(),
                device.certificate());
        tx.afterCommit(new StoreNews.ContactChanged(device.userId()));
    }

    public Optional<EventBody.Device> device(DeviceId device) throws StoreException {
        return sql.one("SELECT * FROM device WHERE device_id = ?", PersonStore::readDevice, device);
    }

    public Optional<EventBody.Profile> profile(UserId user) throws StoreException {
        List<EventBody.Device> devices =
                sql.list("SELECT * FROM device WHERE user_id = ? ORDER BY created_ms", PersonStore::readDevice, user);
        return sql.one("SELECT * FROM person WHERE user_id = ?", row -> readProfile(row, devices), user);
    }

    /** How this user stands to somebody whose profile is kept; {@link ContactState#NONE} removes the contact, not the person. */
    public void saveContact(UserId user, ContactState state, Optional<ConversationId> conversation)
            throws StoreException {
        if (state == ContactState.NONE) {
            sql.update("DELETE FROM contact WHERE user_id = ?", user);
        } else {
            sql.update(
                    "MERGE INTO contact(user_id, state, conversation_id) VALUES(?, ?, ?)",
                    user,
                    state.name(),
                    conversation);
        }
        tx.afterCommit(new StoreNews.ContactChanged(user));
    }

    public Optional<EventBody.Contact> contact(UserId user) throws StoreException {
        return sql.one(CONTACTS + " WHERE c.user_id = ?", PersonStore::readContact, user);
    }

    /** Everybody with a standing, by name; without their devices. */
    public List<EventBody.Contact> contacts() throws StoreException {
        return sql.list(CONTACTS + " ORDER BY UPPER(p.display_name), p.handle", PersonStore::readContact);
    }

    /** A snapshot leaves out contacts that ended: those not in it are removed. */
    public void retainContacts(List<UserId> users) throws StoreException {
        for (EventBody.Contact contact : contacts()) {
            UserId user = contact.profile().userId();
            if (!users.contains(user)) {
                saveContact(user, ContactState.NONE, Optional.empty());
            }
        }
    }

    private static final String CONTACTS =
            "SELECT p.*, c.state, c.conversation_id FROM contact c JOIN person p ON p.user_id = c.user_id";

    private static EventBody.Contact readContact(ResultSet row) throws SQLException {
        return new EventBody.Contact(
                readProfile(row, List.of()),
                ContactState.valueOf(row.getString("state")),
                Sql.optionalUuid(row, "conversation_id").map(ConversationId::new));
    }

    private static EventBody.Profile readProfile(ResultSet row, List<EventBody.Device> devices) throws SQLException {
        return new EventBody.Profile(
                new UserId(Sql.uuid(row, "user_id")),
                row.getString("handle"),
                row.getString("display_name"),
                Sql.bytes(row, "identity_key"),
                devices);
    }

    private static EventBody.Device readDevice(ResultSet row) throws SQLException {
        return new EventBody.Device(
                new UserId(Sql.uuid(row, "user_id")),
                new DeviceId(Sql.uuid(row, "device_id")),
                row.getString("name"),
                Sql.bytes(row, "device_key"),
                row.getLong("created_ms"),
                Sql.bytes(row, "certificate"));
    }
}
