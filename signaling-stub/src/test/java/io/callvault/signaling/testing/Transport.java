package io.callvault.signaling.testing;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import java.util.Optional;
import java.util.UUID;

/** The three rungs of the ladder. */
public enum Transport {
    SOCKET,
    STREAM,
    POLL;

    /** A connection that has not said hello. */
    public Talk open(Person person, String instance) {
        return switch (this) {
            case SOCKET -> new Wire(person.http.server());
            case STREAM -> new StreamTalk(person, instance);
            case POLL -> new PollTalk(person, instance);
        };
    }

    /** A live connection of a run of the app that goes on after the newest event there is now. */
    public Talk connect(Person person) {
        SyncApi.Snapshot now = person.snapshot();
        return resume(
                person,
                UUID.randomUUID().toString(),
                new SyncApi.EventCursor(now.epoch(), now.headEv(), now.headEventId()));
    }

    /** A live connection that goes on after the cursor. */
    public Talk resume(Person person, String instance, SyncApi.EventCursor cursor) {
        Talk talk = open(person, instance);
        talk.send(hello(person, instance, cursor));
        talk.await(Frame.Welcome.class);
        listen(talk, cursor);
        return talk;
    }

    /** Lets frames come in; a WebSocket does so by itself. */
    public static void listen(Talk talk, SyncApi.EventCursor cursor) {
        if (talk instanceof HttpTalk http) {
            http.listen(cursor);
        }
    }

    public static Frame.Hello hello(Person person, String instance, SyncApi.EventCursor cursor) {
        return new Frame.Hello(
                Frame.PROTO,
                person.tokens.accessToken(),
                person.device,
                instance,
                Optional.of(cursor.epoch()),
                cursor.ev(),
                cursor.eventId());
    }
}
