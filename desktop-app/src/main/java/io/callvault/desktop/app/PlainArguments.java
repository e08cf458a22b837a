package io.callvault.desktop.app;

import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.os.AppCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a start by a desktop, an autostart entry or a script: options of the app as single words, each with its value behind it,
 * and at most one link. Read without the reader of command lines, whose own start takes as long as opening the store; whatever
 * else there is, as a mistake or {@code --help}, is left to it.
 *
 * @param values by the option's name
 * @param link what is to be opened
 */
record PlainArguments(Map<String, String> values, boolean minimized, Optional<String> link) {

    PlainArguments {
        values = Map.copyOf(values);
    }

    /** @param options names of the options that have a value. Empty if there is anything that is not plain. */
    static Optional<PlainArguments> of(List<String> options, String... arguments) {
        Map<String, String> values = new HashMap<>();
        boolean minimized = false;
        Optional<String> link = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            boolean valued = i + 1 < arguments.length && !arguments[i + 1].startsWith("-");
            if (options.contains(word) && valued && !values.containsKey(word)) {
                i++;
                values.put(word, arguments[i]);
            } else if (word.equals(AppCommand.MINIMIZED) && !minimized) {
                minimized = true;
            } else if (InviteLink.isOurs(word) && link.isEmpty()) {
                link = Optional.of(word);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new PlainArguments(values, minimized, link));
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }
}
