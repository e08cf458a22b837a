package io.callvault.desktop.sync;

import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who types and who is there: told by the server, kept in memory alone, bounded by the number of contacts. Own typing
 * travels at most once in 3 s; somebody else's is gone after 10 s (PROTOCOL.md, "typing"). State on the loop; reading and
 * subscribing from any thread, news on the loop.
 */
public final class Whereabouts {

    /** Who types in a conversation now; nobody if empty. */
    public record Typists(ConversationId conversation, List<UserId> users) {}

    /**
     * Whether somebody is there.
     *
     * @param lastSeenMs when the last device left, Unix milliseconds; 0 if unknown
     */
    public record Presence(UserId user, boolean online, long lastSeenMs) {}

    private static final Duration OWN_INTERVAL = Duration.ofSeconds(3);
    private static final Duration SHOWN = Duration.ofSeconds(10);

    private final Loop loop;
    private final ServerLink link;
    private final Topic<Typists> typing = new Topic<>();
    private final Topic<Presence> presence = new Topic<>();
    private final Map<UserId, Presence> there = new ConcurrentHashMap<>();
    private final Map<ConversationId, Map<UserId, Loop.Timer>> typists = new HashMap<>();
    private final Map<ConversationId, Long> ownSent = new HashMap<>();

    Whereabouts(Loop loop, ServerLink link) {
        this.loop = loop;
        this.link = link;
    }

    public Subscription subscribeTyping(Consumer<Typists> listener) {
        return typing.subscribe(listener);
    }

    public Subscription subscribePresence(Consumer<Presence> listener) {
        return presence.subscribe(listener);
    }

    /** Empty while the server has not told. */
    public Optional<Presence> presence(UserId user) {
        return Optional.ofNullable(there.get(user));
    }

    /** This user types; call as often as keys are pressed. */
    public void typing(ConversationId conversation) {
        loop.execute(() -> {
            long now = loop.nanoTime();
            Long last = ownSent.get(conversation);
            if ((last == null || now - last >= OWN_INTERVAL.toNanos())
                    && link.send(new Frame.Typing(conversation, Optional.empty(), true))) {
                ownSent.put(conversation, now);
            }
        });
    }

    /** A message was sent or the field was emptied: nobody shall wait for more. */
    public void stoppedTyping(ConversationId conversation) {
        loop.execute(() -> {
            if (ownSent.remove(conversation) != null) {
                link.send(new Frame.Typing(conversation, Optional.empty(), false));
            }
        });
    }

    void received(Frame.Typing frame) {
        frame.userId().ifPresent(user -> {
            forget(frame.conversationId(), user);
            if (frame.active()) {
                Loop.Timer end = loop.schedule(SHOWN, () -> stopped(frame.conversationId(), user));
                typists.computeIfAbsent(frame.conversationId(), id -> new LinkedHashMap<>())
                        .put(user, end);
            }
            tell(frame.conversationId());
        });
    }

    /** A message of theirs came: they do not type it any more. */
    void stopped(ConversationId conversation, UserId user) {
        if (forget(conversation, user)) {
            tell(conversation);
        }
    }

    void received(Frame.Presence frame) {
        Presence now = new Presence(frame.userId(), frame.online(), frame.lastSeen());
        there.put(frame.userId(), now);
        presence.publish(now);
    }

    /** Without the server nobody can be said to be there. */
    void lost() {
        ownSent.clear();
        for (ConversationId conversation : List.copyOf(typists.keySet())) {
            Map<UserId, Loop.Timer> old = typists.remove(conversation);
            if (old != null) {
                old.values().forEach(Loop.Timer::cancel);
                tell(conversation);
            }
        }
        for (Presence old : new ArrayList<>(there.values())) {
            there.remove(old.user());
            if (old.online()) {
                presence.publish(new Presence(old.user(), false, 0));
            }
        }
    }

    private boolean forget(ConversationId conversation, UserId user) {
        Map<UserId, Loop.Timer> users = typists.getOrDefault(conversation, new HashMap<>());
        Loop.Timer timer = users.remove(user);
        if (timer == null) {
            return false;
        }
        timer.cancel();
        if (users.isEmpty()) {
            typists.remove(conversation);
        }
        return true;
    }

    private void tell(ConversationId conversation) {
        Map<UserId, Loop.Timer> users = typists.get(conversation);
        typing.publish(new Typists(conversation, users == null ? List.of() : List.copyOf(users.keySet())));
    }
}
