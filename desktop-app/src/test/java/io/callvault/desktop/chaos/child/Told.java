package io.callvault.desktop.chaos.child;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One line of news of a caller in a namespace.
 *
 * @param what kind of news, see the constants
 * @param atMs wall clock; all processes of one machine share it
 * @param text by kind
 * @param figures by kind
 */
public record Told(String what, long atMs, String text, Map<String, Double> figures) {

    /** The state of the connection or call. */
    public static final String STATE = "state";
    /** The pair of addresses in use: {@code local/remote relay-protocol}, then both addresses. */
    public static final String PATH = "path";
    /** {@code on} when the other side's tone is heard again, {@code off} half a second after it was heard last. */
    public static final String TONE = "tone";
    /** A second: share of it with the tone, pictures recognised, and rates. */
    public static final String SECOND = "second";
    /** A candidate that came from the other side, before any guard. */
    public static final String CANDIDATE = "candidate";
    /** A description or candidates for the other side, in base64; only without a backend. */
    public static final String SIGNAL = "signal";
    /** It is over: the reason, and the stage if one failed. */
    public static final String END = "end";

    private static final int MAX_BYTES = 256 * 1024;

    public static Told now(String what, String text) {
        return now(what, text, Map.of());
    }

    public static Told now(String what, String text, Map<String, Double> figures) {
        return new Told(what, System.currentTimeMillis(), text, figures);
    }

    public void to(Lines lines) {
        lines.tell(Json.write(this));
    }

    /** @throws WireException if it is no news */
    public static Told read(String line) throws WireException {
        return Json.read(line.getBytes(StandardCharsets.UTF_8), MAX_BYTES, Told.class);
    }
}
