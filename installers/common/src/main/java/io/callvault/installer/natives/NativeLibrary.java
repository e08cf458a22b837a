package io.callvault.installer.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A file that calls itself a native library.
 *
 * @param where the jar or folder it lies in, by file name, for messages
 * @param name its own file name, without folders
 * @param header what it really is; empty when its first bytes are no native library's
 */
public record NativeLibrary(String where, String name, Optional<NativeHeader> header) {

    /** Whether its bytes are for this system and processor. */
    public boolean fits(Platform platform) {
        return header.filter(is -> is.format() == platform.format()
                        && is.archs().contains(platform.target().arch()))
                .isPresent();
    }

    /**
     * All native libraries of a staged folder: those in the jars of the folder itself and those beside them, by name.
     *
     * @throws IOException when the folder or a jar of it cannot be read
     */
    public static List<NativeLibrary> in(Path folder) throws IOException {
        List<NativeLibrary> found = new ArrayList<>();
        for (Path file : sorted(folder)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".jar")) {
                found.addAll(inJar(file));
            } else if (BinaryFormat.claimed(name)) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    found.add(of(String.valueOf(folder.getFileName()), name, bytes));
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * The native libraries inside one jar.
     *
     * @throws IOException when the jar cannot be read
     */
    public static List<NativeLibrary> inJar(Path jar) throws IOException {
        List<NativeLibrary> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (BinaryFormat.claimed(name)) {
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        found.add(of(String.valueOf(jar.getFileName()), name, bytes));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static NativeLibrary of(String where, String name, InputStream bytes) throws IOException {
        return new NativeLibrary(where, name, NativeHeader.read(bytes.readNBytes(NativeHeader.ENOUGH_BYTES)));
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
