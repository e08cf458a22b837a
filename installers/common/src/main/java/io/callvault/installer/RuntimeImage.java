package io.callvault.installer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The Java inside the package: the JDK that builds, cut down by jlink. Our jars stay on the class path (ADR 0001), so that jlink
 * sees none of them and the list below says what they need.
 */
final class RuntimeImage {
    /** Reviewed: each with who wants it. */
    static final Set<String> MODULES = Set.of(
            "java.base",
            "java.datatransfer", // clipboard of Swing's side
            "java.desktop", // pictures (ImageIO), screen sharing (Robot), JavaFX Swing
            "java.logging", // Vert.x and what logs through it
            "java.management", // memory and threads for reports and metrics
            "java.naming", // Vert.x resolves names; Logback
            "java.net.http", // the client's HTTP
            "java.prefs", // java.desktop's printing and Swing
            "java.sql", // H2
            "java.xml", // Logback's settings
            "jdk.crypto.cryptoki", // keys on cards of companies' proxies
            "jdk.jfr", // JavaFX's pulse events, recordings for support
            "jdk.localedata", // dates and numbers as the user writes them
            "jdk.management", // memory of the process
            "jdk.net", // keep-alive options of sockets
            "jdk.unsupported", // Unsafe: Netty, JavaFX
            "jdk.unsupported.desktop", // JavaFX Swing
            "jdk.zipfs"); // files inside jars

    /** Named by libraries for what we never do: functions in source inside H2 and Vert.x, and H2's profiler. */
    static final Set<String> UNUSED = Set.of("java.compiler", "java.instrument", "java.scripting");

    private RuntimeImage() {}

    /** @param work where jlink runs; the runtime must not exist */
    static void link(Path work, Path runtime) throws InstallerException {
        Tool.run(work, command(runtime));
    }

    static List<String> command(Path runtime) {
        return List.of(
                Tool.ofJdk("jlink"),
                "--add-modules",
                new TreeSet<>(MODULES).stream().collect(Collectors.joining(",")),
                // A JDK of a Linux distribution has the system's certificates in place of its own.
                "--ignore-modified-runtime",
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                runtime.toString());
    }

    /**
     * Fails when a jar needs a module that the list lacks.
     *
     * @param work where jdeps runs
     * @param jars all that are shipped
     */
    static void check(Path work, List<Path> jars) throws InstallerException {
        List<String> command = new ArrayList<>(List.of(
                Tool.ofJdk("jdeps"),
                "--ignore-missing-deps",
                "--multi-release",
                String.valueOf(Runtime.version().feature()),
                "--print-module-deps"));
        jars.forEach(jar -> command.add(jar.toString()));
        Set<String> missing = missing(Tool.run(work, command));
        if (!missing.isEmpty()) {
            throw new InstallerException("The libraries need modules of Java that the package leaves out: " + missing
                    + ". Add them to RuntimeImage.MODULES.");
        }
    }

    /** @param said by jdeps: names with commas, on its last line */
    static Set<String> missing(String said) {
        List<String> lines = said.strip().lines().toList();
        Set<String> needed = new TreeSet<>(
                Arrays.asList((lines.isEmpty() ? "" : lines.getLast()).strip().split(",")));
        needed.removeAll(MODULES);
        needed.removeAll(UNUSED);
        needed.remove("");
        return needed;
    }
}
