package io.callvault.signaling.session;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typing and presence on their way to a client that is not listening at this moment: the newest word about each, at most
 * {@link Limits#MAX_QUEUED_FRAMES}; the oldest makes room (PROTOCOL.md, guarantee 6). Nobody is told of typing that is over by
 * now. Times are nanoseconds of one monotonic clock. Not thread-safe.
 */
final class Transients {

    private sealed interface About {
        record Person(UserId user) implements About {}

        record Typist(ConversationId conversation, Optional<UserId> user) implements About {}
    }

    /** PROTOCOL.md, "typing": gone after 10 s. */
    private static final long TYPING_LIFE_NANOS = 10_000_000_000L;

    private record Word(Frame frame, long since) {

        boolean worthTelling(long now) {
            return !(frame instanceof Frame.Typing) || now - since < TYPING_LIFE_NANOS;
        }
    }

    private final Map<About, Word> newest = new LinkedHashMap<>();

    void add(Frame.Presence presence, long now) {
        put(new About.Person(presence.userId()), new Word(presence, now));
    }

    void add(Frame.Typing typing, long now) {
        put(new About.Typist(typing.conversationId(), typing.userId()), new Word(typing, now));
    }

    private void put(About about, Word word) {
        newest.remove(about);
        if (newest.size() >= Limits.MAX_QUEUED_FRAMES) {
            newest.remove(newest.keySet().iterator().next());
        }
        newest.put(about, word);
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    /** Takes all, in the order in which they came. */
    List<Frame> drain(long now) {
        List<Frame> all = newest.values().stream()
                .filter(word -> word.worthTelling(now))
                .map(Word::frame)
                .toList();
        newest.clear();
        return all;
    }
}
