package io.callvault.installer.linux;

import io.callvault.installer.InstallerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with holes like {@code @VERSION@}. */
final class Template {
    private static final Pattern HOLE = Pattern.compile("@([A-Z_]+)@");

    private Template() {}

    static String fill(Path file, Map<String, String> values) throws IOException, InstallerException {
        return fill(Files.readString(file, StandardCharsets.UTF_8), values);
    }

    /** @throws InstallerException if a hole has no value: a package must not say {@code @VERSION@} */
    static String fill(String text, Map<String, String> values) throws InstallerException {
        Matcher hole = HOLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            String value = values.get(hole.group(1));
            if (value == null) {
                throw new InstallerException("Nothing to put for " + hole.group() + " in a package's text.");
            }
            hole.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return hole.appendTail(filled).toString();
    }
}
