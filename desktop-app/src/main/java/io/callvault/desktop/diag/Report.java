package io.callvault.desktop.diag;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What a person may send to support: the facts and the machine they stand on; no names, addresses, texts, ids or keys. */
public final class Report {
    private Report() {}

    /** The whole text, in lines that end with a line feed. */
    public static String of(ConnectionFacts facts, Instant now) {
        StringBuilder text =
                new StringBuilder("Call Vault connection report, ").append(now).append('\n');
        text.append(String.join(
                        ", ",
                        property("os.name"),
                        property("os.version"),
                        property("os.arch"),
                        "Java " + property("java.version")))
                .append("\n");
        List<Facts.Section> sections = Facts.of(facts, ZoneOffset.UTC);
        for (Facts.Section section : sections) {
            text.append('\n').append(section.title()).append('\n');
            section.facts()
                    .forEach(fact -> text.append("  ")
                            .append(fact.label())
                            .append(": ")
                            .append(fact.value())
                            .append('\n'));
        }
        return text.toString();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
