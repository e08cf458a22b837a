package io.callvault.desktop.calltest.run;

import io.callvault.model.crypto.Bytes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two people share to test against each other: {@code callvault://test/ROOM?server=URL}, or {@code URL/call/test?room=ROOM}
 * for whoever has a browser alone.
 *
 * @param room 128 random bits, base64url: who knows it may come in
 * @param server empty where only the room was told
 */
public record TestLink(String room, Optional<String> server) {
    private static final Pattern APP =
            Pattern.compile("(?:callvault://test/)?([A-Za-z0-9_-]{22,64})(?:\\?server=(\\S{1,400}))?");

    /** What a browser opens: the guest page of a server. */
    private static final Pattern PAGE =
            Pattern.compile("(https?://[^/\\s]{1,255})/call/test\\?room=([A-Za-z0-9_-]{22,64})");

    private static final int BYTES = 16;

    /** A new one. */
    public static TestLink make(String server, RandomGenerator random) {
        byte[] room = new byte[BYTES];
        random.nextBytes(room);
        return new TestLink(Bytes.copyOf(room).base64Url(), Optional.of(server));
    }

    /** Reads a link, or the room alone; empty for anything else. */
    public static Optional<TestLink> of(String text) {
        Matcher page = PAGE.matcher(text.strip());
        if (page.matches()) {
            return Optional.of(new TestLink(page.group(2), Optional.of(page.group(1))));
        }
        Matcher form = APP.matcher(text.strip());
        try {
            return form.matches()
                    ? Optional.of(new TestLink(
                            form.group(1),
                            Optional.ofNullable(form.group(2))
                                    .map(server -> URLDecoder.decode(server, StandardCharsets.UTF_8))))
                    : Optional.empty();
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }

    /** For somebody without the app; empty where the server is not known. */
    public Optional<String> page() {
        return server.map(url -> url.replaceAll("/+$", "") + "/call/test?room=" + room);
    }

    /** As it is sent. */
    public String text() {
        return "callvault://test/" + room
                + server.map(url -> "?server=" + URLEncoder.encode(url, StandardCharsets.UTF_8))
                        .orElse("");
    }
}
