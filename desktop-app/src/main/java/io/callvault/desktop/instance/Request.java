package io.callvault.desktop.instance;

import java.util.Optional;

/** What a second start asks of the running app, one line of ASCII: {@code CV1 show}, {@code CV1 ping} or {@code CV1 link LINK}. */
public sealed interface Request {

    /** The longest line that is written or read, in bytes. */
    int MOST_BYTES = 2_048;

    /** Bring the window to the front. */
    record Show() implements Request {}

    /** Nothing: the app was started minimised, and it runs. */
    record Ping() implements Request {}

    /**
     * Bring the window to the front and open a link.
     *
     * @param text visible ASCII of at most {@value #MOST_LINK} characters; whether it is a link we know is seen where it is opened
     */
    record Link(String text) implements Request {

        static final int MOST_LINK = 1_024;

        public Link {
            if (!isSendable(text)) {
                throw new IllegalArgumentException("not a line of visible ASCII");
            }
        }

        /** Any text: what cannot be sent cannot be a link we know either, and becomes one that nobody knows. */
        public static Link of(String text) {
            return new Link(isSendable(text) ? text : "callvault:");
        }

        private static boolean isSendable(String text) {
            return !text.isEmpty() && text.length() <= MOST_LINK && text.chars().allMatch(c -> c > ' ' && c <= '~');
        }
    }

    private static String version() {
        return "CV1 ";
    }

    /** The request as it is sent, without the end of line. */
    default String line() {
        return version()
                + switch (this) {
                    case Show() -> "show";
                    case Ping() -> "ping";
                    case Link(String text) -> "link " + text;
                };
    }

    /** The request of a line; empty if it is none, or one of another version. */
    static Optional<Request> parse(String line) {
        if (!line.startsWith(version())) {
            return Optional.empty();
        }
        String words = line.substring(version().length());
        return switch (words) {
            case "show" -> Optional.of(new Show());
            case "ping" -> Optional.of(new Ping());
            default ->
                words.startsWith("link ") && Link.isSendable(words.substring(5))
                        ? Optional.of(new Link(words.substring(5)))
                        : Optional.empty();
        };
    }
}
