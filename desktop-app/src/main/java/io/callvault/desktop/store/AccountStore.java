package io.callvault.desktop.store;

import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.net.URI;
import java.util.Optional;

/** The one account of this profile. */
public final class AccountStore {

    private final Sql sql;
    private final Tx tx;

    AccountStore(Sql sql, Tx tx) {
        this.sql = sql;
        this.tx = tx;
    }

    /** Empty while nobody has an account on this device. */
    public Optional<StoredAccount> get() throws StoreException {
        return sql.one(
                "SELECT * FROM account WHERE id = 1",
                row -> new StoredAccount(
                        new UserId(Sql.uuid(row, "user_id")),
                        new DeviceId(Sql.uuid(row, "device_id")),
                        row.getString("handle"),
                        row.getString("display_name"),
                        URI.create(row.getString("server")),
                        Sql.optionalText(row, "signed_out")));
    }

    public void save(StoredAccount account) throws StoreException {
        sql.update(
                "MERGE INTO account(id, user_id, device_id, handle, display_name, server, signed_out)"
                        + " VALUES(1, ?, ?, ?, ?, ?, ?)",
                account.user(),
                account.device(),
                account.handle(),
                account.displayName(),
                account.server().toString(),
                account.signedOut());
        tx.keep(Precious.account(account));
        tx.afterCommit(new StoreNews.AccountChanged());
    }

    /** The own id, needed wherever "others" are meant. */
    UserId me() throws StoreException {
        return get().orElseThrow(() -> new StoreException("Nobody is signed in on this device."))
                .user();
    }
}
