package io.callvault.signaling.session;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typing and presence on their way to a client that is not listening at this moment: the newest word about each, at most
 * {@link Limits#MAX_QUEUED_FRAMES}; the oldest makes room (PROTOCOL.md, guarantee 6). Not thread-safe.
 */
final class Transients {

    private sealed interface About {
        record Person(UserId user) implements About {}

        record Typist(ConversationId conversation, Optional<UserId> user) implements About {}
    }

    private final Map<About, Frame> newest = new LinkedHashMap<>();

    void add(Frame.Presence presence) {
        put(new About.Person(presence.userId()), presence);
    }

    void add(Frame.Typing typing) {
        put(new About.Typist(typing.conversationId(), typing.userId()), typing);
    }

    private void put(About about, Frame frame) {
        newest.remove(about);
        if (newest.size() >= Limits.MAX_QUEUED_FRAMES) {
            newest.remove(newest.keySet().iterator().next());
        }
        newest.put(about, frame);
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    /** Takes all, in the order in which they came. */
    List<Frame> drain() {
        List<Frame> all = new ArrayList<>(newest.values());
        newest.clear();
        return all;
    }
}
