package io.callvault.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A copy of a jar without the natives at its root, which go to a folder: there they are found before anything is unpacked into the
 * user's home or the temporary folder, once, signed like any program. Signatures are left out; the other entries keep their bytes
 * and order, and their times become one time. They are stored, not deflated: the package around them compresses better, and Java
 * reads them sooner.
 *
 * @param natives names of the natives that were taken out
 * @param empty whether nothing is left that a class path could need
 */
record JarCopy(List<String> natives, boolean empty) {
    private static final List<String> SUFFIXES = List.of(".so", ".dll", ".dylib", ".jnilib");
    /** JAR File Specification, "Signed JAR File". */
    private static final Pattern SIGNATURE = Pattern.compile("(?i)META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    JarCopy {
        natives = List.copyOf(natives);
    }

    static JarCopy make(Path jar, Path copy, Path nativesFolder, Instant time) throws IOException {
        List<String> natives = new ArrayList<>();
        boolean empty = true;
        LocalDateTime stamp = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream to = new ZipOutputStream(file)) {
            to.setMethod(ZipOutputStream.STORED);
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (isSignature(entry.getName())) {
                    continue;
                }
                if (isNative(entry.getName())) {
                    natives.add(entry.getName());
                    try (InputStream bytes = from.getInputStream(entry)) {
                        Files.copy(bytes, nativesFolder.resolve(entry.getName()));
                    }
                    continue;
                }
                empty &= entry.isDirectory() || entry.getName().startsWith("META-INF/MANIFEST");
                byte[] bytes;
                try (InputStream content = from.getInputStream(entry)) {
                    bytes = content.readAllBytes();
                }
                to.putNextEntry(stored(entry.getName(), bytes, stamp));
                to.write(bytes);
                to.closeEntry();
            }
        }
        return new JarCopy(natives, empty);
    }

    /** Java keeps no class of a signed jar in a cache, and the cache is checked as a whole; what we use of these jars needs no signature. */
    static boolean isSignature(String entry) {
        return SIGNATURE.matcher(entry).matches();
    }

    /** Natives in folders stay: the library that owns them looks for them there. */
    static boolean isNative(String entry) {
        return entry.indexOf('/') < 0 && SUFFIXES.stream().anyMatch(entry.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static ZipEntry stored(String name, byte[] bytes, LocalDateTime stamp) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(stamp);
        return entry;
    }
}
