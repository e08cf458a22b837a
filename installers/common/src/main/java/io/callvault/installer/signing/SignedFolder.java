package io.callvault.installer.signing;

import io.callvault.installer.InstallerException;
import io.callvault.installer.natives.BinaryFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Signs the natives inside all jars of a folder, once: what was signed is remembered by its hash in a file, so that after a failure
 * half-way (a time-stamp server that was away) the step is run again and goes on where it stopped.
 */
public final class SignedFolder {
    private final JarNatives jars;
    private final Path memory;

    /** @param memory a file that lists what was signed: {@code SHA-256  name} a line, made when it is not there */
    public SignedFolder(BinaryFormat format, Signer signer, Path memory) {
        this.jars = new JarNatives(format, signer);
        this.memory = memory;
    }

    /**
     * One line for each library signed now, as {@code jar: entry}.
     *
     * @throws InstallerException when the signer refuses one; what was signed before stays signed and is remembered
     * @throws IOException when a file cannot be read or written
     */
    public List<String> sign(Path folder) throws IOException, InstallerException {
        Map<String, String> known = known();
        List<String> signed = new ArrayList<>();
        for (Path jar : jarsIn(folder)) {
            String name = folder.relativize(jar).toString().replace('\\', '/');
            if (hash(jar).equals(known.get(name))) {
                continue;
            }
            List<String> entries = jars.sign(jar);
            if (!entries.isEmpty()) {
                entries.forEach(entry -> signed.add(name + ": " + entry));
                known.put(name, hash(jar));
                remember(known);
            }
        }
        return List.copyOf(signed);
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> known() throws IOException {
        Map<String, String> known = new TreeMap<>();
        if (Files.exists(memory)) {
            for (String line : Files.readAllLines(memory)) {
                int space = line.indexOf("  ");
                if (space > 0) {
                    known.put(line.substring(space + 2), line.substring(0, space));
                }
            }
        }
        return known;
    }

    private void remember(Map<String, String> known) throws IOException {
        Files.write(
                memory,
                known.entrySet().stream()
                        .map(entry -> entry.getValue() + "  " + entry.getKey())
                        .toList());
    }

    private static String hash(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
