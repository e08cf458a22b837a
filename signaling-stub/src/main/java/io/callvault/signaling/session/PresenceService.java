package io.callvault.signaling.session;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.store.AccountTable;
import io.callvault.signaling.store.News;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is there, told to those who accepted each other, and to nobody else. Blocks for reads: worker threads only. */
public final class PresenceService {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

    private final Store store;
    private final SessionHub hub;
    private final InstantSource clock;
    private final UserId alwaysThere;
    private final Executor workers;

    /**
     * @param alwaysThere the echo contact, which needs no connection
     * @param workers threads that may block
     */
    public PresenceService(Store store, SessionHub hub, InstantSource clock, UserId alwaysThere, Executor workers) {
        this.store = store;
        this.hub = hub;
        this.clock = clock;
        this.alwaysThere = alwaysThere;
        this.workers = workers;
    }

    /** Tells a new connection about the user's friends. */
    void greet(Session session) throws RefusedException {
        List<AccountTable.Account> friends = store.read(
                tables -> tables.contacts().friends(session.principal().user()).stream()
                        .map(friend -> tables.accounts().get(friend.num()))
                        .toList());
        for (AccountTable.Account friend : friends) {
            session.deliver(presence(friend));
        }
    }

    /**
     * Two people have just accepted, blocked or unblocked one another: both learn what they may know from now on. Called on the
     * store's writer thread with what is durable; returns at once.
     */
    public void news(List<News> news) {
        for (News one : news) {
            if (one.event().body() instanceof EventBody.ContactChanged(EventBody.Contact contact)
                    && (contact.state() == ContactState.ACCEPTED || contact.state() == ContactState.BLOCKED)) {
                meetLater(one.user(), contact.profile().userId());
            }
        }
    }

    private void meetLater(UserId one, UserId other) {
        try {
            workers.execute(() -> {
                try {
                    meet(one, other);
                } catch (RefusedException | RuntimeException e) {
                    LOG.warn("presence was not told", e);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the server stops; presence is told when they connect again", stopping);
        }
    }

    /** One at a time, so that what was read last is also told last. */
    private synchronized void meet(UserId one, UserId other) throws RefusedException {
        List<Frame.Presence> both = store.read(tables -> {
            AccountTable.Account first = tables.accounts().byId(one).orElseThrow();
            AccountTable.Account second = tables.accounts().byId(other).orElseThrow();
            boolean friends = tables.contacts().friends(first.key()).contains(second.key());
            return friends ? List.of(presence(first), presence(second)) : List.of(hidden(one), hidden(other));
        });
        hub.deliver(other, both.getFirst());
        hub.deliver(one, both.getLast());
    }

    private Frame.Presence presence(AccountTable.Account who) {
        UserId id = who.key().id();
        return new Frame.Presence(id, id.equals(alwaysThere) || hub.online(id), who.lastSeen());
    }

    private static Frame.Presence hidden(UserId user) {
        return new Frame.Presence(user, false, 0);
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
        if (user.id().equals(alwaysThere)) {
            return; // Its process for calls comes and goes; it itself does not.
        }
        store.read(tables -> tables.contacts().friends(user)).forEach(friend -> hub.deliver(friend.id(), presence));
    }
}
