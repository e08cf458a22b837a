package io.callvault.desktop.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives all jars of a folder one time of change: {@code JarTimesMain FOLDER SECONDS}, seconds since 1970. The start-up cache fits only jars
 * with the times that they had when it was trained (HotSpot's {@code AOTClassLocation::check}), and what Windows Installer unpacks has
 * times of a cabinet: local, in steps of two seconds. Run by the MSI after its files are in place. Exits 1 if a time could not be set: the
 * app then starts as well, more slowly.
 */
public final class JarTimesMain {

    private JarTimesMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[1].matches("\\d{1,11}")) {
            System.err.println("Usage: JarTimesMain FOLDER SECONDS");
            System.exit(2);
        }
        try {
            set(Path.of(arguments[0]), Instant.ofEpochSecond(Long.parseLong(arguments[1])));
        } catch (IOException e) {
            System.err.println("The times of the jars could not be set: " + e);
            System.exit(1);
        }
    }

    /** Sets the times of the jars in this folder, not of those below it. */
    static void set(Path folder, Instant time) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            Files.setLastModifiedTime(jar, FileTime.from(time));
        }
    }
}
