package io.callvault.desktop.chaos.oracle;

import java.util.List;

/**
 * Everything that one holder of messages has in the end: a device, or the server as one person sees it.
 *
 * @param holder the device's name, or {@code server}
 * @param deadLetters how many frames could not be read
 */
public record Dump(String holder, List<Room> rooms, long deadLetters) {

    public Dump {
        rooms = List.copyOf(rooms);
    }

    /**
     * A conversation.
     *
     * @param lastSeq the newest seq the holder knows of
     * @param marks watermarks, all that the holder knows
     * @param digest of all that is shown in it, as {@code ConversationDigest} defines it
     * @param rows by rising place
     */
    public record Room(String id, long lastSeq, List<Mark> marks, String digest, List<Row> rows) {

        public Room {
            marks = List.copyOf(marks);
            rows = List.copyOf(rows);
        }
    }

    /** Delivered and read up to a seq. */
    public record Mark(String whose, long delivered, long read) {}

    /**
     * A message.
     *
     * @param seq 0 while pending
     * @param name of the text, as the run named it; empty for others, and where a deleted text has no letters any more
     * @param version of a text: {@link #DELETED}, the name of the edit it shows, or empty as it was written; of an edit its own
     *     name; of a delete the {@link #clientId} of what it takes back
     * @param identity everything that must be the same on all holders: ids, sender, kind, and a digest of what is shown
     * @param standing how it is shown
     */
    public record Row(long seq, String name, String version, String identity, Standing standing) {

        /** Taken back for everyone. */
        public static final String DELETED = "deleted";

        /** The author's own name for the message. */
        String clientId() {
            return identity.split("\\|", 4)[1];
        }

        boolean isText() {
            return identity.contains("|NEW|");
        }

        boolean deleted() {
            return version.equals(DELETED);
        }

        Row named(String newName) {
            return new Row(seq, newName, version, identity, standing);
        }
    }

    /** How a message stands. */
    public enum Standing {
        STORED,
        QUEUED,
        FAILED,
        /** It came and could not be read. */
        UNREADABLE,
        /** The server no longer has it. */
        LOCAL_ONLY
    }
}
