package io.callvault.model.wire;

/** The bounds both sides keep. Sizes are in bytes unless the name says otherwise. */
public final class Limits {

    /** Largest frame or HTTP body, in UTF-8 bytes. */
    public static final int MAX_FRAME_BYTES = 64 * 1024;

    /** Longest text of one message, in UTF-16 units. */
    public static final int MAX_TEXT_CHARS = 8_000;

    /** Shortest and longest handle, in characters. */
    public static final int MIN_HANDLE_CHARS = 3;

    public static final int MAX_HANDLE_CHARS = 32;

    /** Longest display name, group title or device name, in UTF-16 units. */
    public static final int MAX_NAME_CHARS = 64;

    /** Most members of a small group. */
    public static final int MAX_MEMBERS = 64;

    /** Most rows of one page of events or messages. */
    public static final int MAX_PAGE = 500;

    /** Most frames in one {@code POST /api/commands}. */
    public static final int MAX_BATCH = 32;

    /** Longest wait of a long poll, in seconds. */
    public static final int MAX_WAIT_S = 25;

    /** Longest {@code instance_id}, in characters. */
    public static final int MAX_INSTANCE_CHARS = 64;

    /** Frames queued for one connection before the server stops pushing and pokes (PROTOCOL.md, guarantee 6). */
    public static final int MAX_QUEUED_FRAMES = 256;

    /** Events sent and not yet confirmed with {@code ev_ack} (PROTOCOL.md, guarantee 6). */
    public static final int MAX_UNACKED_EVENTS = 100;

    /** How far a signature's time may be from the server's, in milliseconds. */
    public static final long MAX_CLOCK_SKEW_MS = 300_000;

    /** How long the server remembers a nonce, in milliseconds. */
    public static final long NONCE_LIFE_MS = 600_000;

    private Limits() {}

    /** Whether the handle is 3 to 32 of a–z, 0–9, dot, underscore, beginning with a letter. */
    public static boolean isHandle(String handle) {
        return handle.length() >= MIN_HANDLE_CHARS
                && handle.length() <= MAX_HANDLE_CHARS
                && handle.matches("[a-z][a-z0-9._]*");
    }

    /** Whether the text can be a name: something to see, within bounds, one line, nothing that turns what stands around it. */
    public static boolean isName(String name) {
        return name.length() <= MAX_NAME_CHARS
                && name.codePoints().anyMatch(Limits::isVisible)
                && name.codePoints().noneMatch(Limits::isForbidden);
    }

    private static boolean isVisible(int point) {
        return !Character.isWhitespace(point)
                && !Character.isSpaceChar(point)
                && Character.getType(point) != Character.FORMAT;
    }

    /** Controls, other line ends, half characters, and the marks of UAX #9 that would reorder the text after the name. */
    private static boolean isForbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        };
    }
}
