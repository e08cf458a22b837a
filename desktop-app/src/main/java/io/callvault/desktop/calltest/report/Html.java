package io.callvault.desktop.calltest.report;

/** Writes HTML; every text goes through {@link #text}. One thread. */
final class Html {
    private final StringBuilder out = new StringBuilder(64 * 1024);

    /** Markup of this program alone, never of anybody else. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Anything, made harmless. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element with a text. */
    Html tag(String name, String classes, String text) {
        return raw("<" + name + (classes.isEmpty() ? "" : " class=\"" + classes + "\"") + ">")
                .text(text)
                .raw("</" + name + ">");
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (point == '\n' || point == '\t' || !Character.isISOControl(point)) {
                        safe.appendCodePoint(point);
                    }
                }
            }
        });
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
