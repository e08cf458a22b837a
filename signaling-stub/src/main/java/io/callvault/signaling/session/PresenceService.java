package io.callvault.signaling.session;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.store.AccountTable;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.UserKey;
import java.time.InstantSource;
import java.util.List;

/** Who is there, told to those who accepted each other. Blocks for reads: worker threads only. */
public final class PresenceService {

    private final Store store;
    private final SessionHub hub;
    private final InstantSource clock;
    private final UserId alwaysThere;

    /** @param alwaysThere the echo contact, which needs no connection */
    public PresenceService(Store store, SessionHub hub, InstantSource clock, UserId alwaysThere) {
        this.store = store;
        this.hub = hub;
        this.clock = clock;
        this.alwaysThere = alwaysThere;
    }

    /** Tells a new connection about the user's friends. */
    void greet(Session session) throws RefusedException {
        List<AccountTable.Account> friends = store.read(
                tables -> tables.contacts().friends(session.principal().user()).stream()
                        .map(friend -> tables.accounts().get(friend.num()))
                        .toList());
        for (AccountTable.Account friend : friends) {
            UserId id = friend.key().id();
            boolean online = id.equals(alwaysThere) || hub.online(id);
            session.deliver(new Frame.Presence(id, online, friend.lastSeen()));
        }
    }

    void cameOnline(UserKey user) throws RefusedException {
        tell(user, new Frame.Presence(user.id(), true, 0));
    }

    void wentOffline(UserKey user) throws RefusedException {
        long now = clock.millis();
        var _ = store.write(tables -> {
            tables.accounts().left(user.id(), now);
            return true;
        });
        tell(user, new Frame.Presence(user.id(), hub.online(user.id()), now));
    }

    private void tell(UserKey user, Frame.Presence presence) throws RefusedException {
        store.read(tables -> tables.contacts().friends(user)).forEach(friend -> hub.deliver(friend.id(), presence));
    }
}
