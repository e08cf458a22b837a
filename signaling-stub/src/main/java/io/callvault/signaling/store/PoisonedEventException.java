package io.callvault.signaling.store;

import io.callvault.model.id.EventId;

/** A stored event cannot be made into a frame again. Thrown by {@link EventTable#page}; others of the page are fine. */
public final class PoisonedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * What is known about it.
     *
     * @param type its kind on the wire, {@code unknown} if that cannot be read either
     * @param conversationNum the conversation it tells about, 0 for none
     * @param bytes of what is stored, 0 if it is gone
     * @param why one sentence without content
     */
    public record Poison(long ev, EventId eventId, String type, long conversationNum, int bytes, String why) {}

    private final transient Poison poison;

    PoisonedEventException(Poison poison) {
        super("event " + poison.ev() + " cannot be delivered: " + poison.why());
        this.poison = poison;
    }

    public Poison poison() {
        return poison;
    }
}
