package io.callvault.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Licences and notices that the jars carry, as files that a person finds: they have to travel with the libraries. */
final class LegalTexts {
    private static final int MOST_BYTES = 1 << 20;

    private LegalTexts() {}

    /** Ours, and WebRTC's, whose jar carries none. */
    static void own(Path root, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : List.of(
                root.resolve("LICENSE"), root.resolve("NOTICE"), root.resolve("installers/common/legal/WebRTC.txt"))) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Writes {@code folder/<jar>/<file>}. */
    static void collect(List<Path> jars, Path folder) throws IOException {
        for (Path jar : jars) {
            String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
            try (ZipFile file = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : file.stream().filter(LegalTexts::isLegal).toList()) {
                    Path to = folder.resolve(name).resolve(baseName(entry.getName()));
                    Files.createDirectories(folder.resolve(name));
                    try (InputStream text = file.getInputStream(entry)) {
                        Files.write(to, text.readAllBytes());
                    }
                }
            }
        }
    }

    static boolean isLegal(ZipEntry entry) {
        String name = entry.getName();
        int slash = name.lastIndexOf('/');
        String base = name.substring(slash + 1).toUpperCase(Locale.ROOT);
        return !entry.isDirectory()
                && entry.getSize() < MOST_BYTES
                && (slash < 0 || name.substring(0, slash).equals("META-INF"))
                && Stream.of("LICENSE", "LICENCE", "NOTICE", "COPYING").anyMatch(base::startsWith);
    }

    private static String baseName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }
}
