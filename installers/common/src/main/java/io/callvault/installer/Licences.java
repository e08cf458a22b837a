package io.callvault.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The list of licences for people: ours, Java's, JavaFX's, WebRTC's, then every library's as its pom names it. */
final class Licences {
    private Licences() {}

    /** @param maven what the licence plug-in wrote: a line each */
    static void write(Path maven, Path to, PackageVersion version) throws IOException {
        Files.writeString(to, text(Files.readAllLines(maven, StandardCharsets.UTF_8), version), StandardCharsets.UTF_8);
    }

    static String text(List<String> maven, PackageVersion version) {
        return """
                Call Vault %s
                Copyright 2026 The Call Vault authors. Apache License 2.0: legal/callvault/LICENSE beside the jars.
                On Debian its text is in /usr/share/common-licenses/Apache-2.0 too.

                It comes with:

                Java %s (%s)
                    GNU General Public License, version 2, with the Classpath Exception: legal in the folder of the runtime
                OpenJFX, the parts called javafx-*
                    GNU General Public License, version 2, with the Classpath Exception: as Java's
                WebRTC, inside webrtc-java
                    BSD 3-Clause, and the licences of its own parts: legal/callvault/WebRTC.txt
                Inter and Noto Sans Hebrew, the fonts
                    SIL Open Font License 1.1: beside the fonts inside desktop-app's jar
                Noto Emoji, the pictures
                    Apache License 2.0: beside the pictures inside desktop-app's jar

                and these libraries, whose own notices are in legal beside the jars:

                """.formatted(
                        version, System.getProperty("java.runtime.version", ""), System.getProperty("java.vendor", ""))
                + String.join(
                        "\n",
                        maven.stream()
                                .map(String::strip)
                                .filter(line -> line.startsWith("("))
                                .sorted()
                                .toList())
                + "\n";
    }
}
