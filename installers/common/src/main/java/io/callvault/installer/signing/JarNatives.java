package io.callvault.installer.signing;

import io.callvault.installer.Folders;
import io.callvault.installer.InstallerException;
import io.callvault.installer.natives.BinaryFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Signs the native libraries inside one jar: out, signed, in again. The new jar has the same entries in the same order with the same
 * times and the old jar's own time, so equal libraries give equal bytes. A jar without natives of this format is not touched.
 */
public final class JarNatives {
    /** The largest library we ship is 23 MB: past this an entry is no library of ours. */
    private static final int MOST_BYTES = 256 << 20;

    private final BinaryFormat format;
    private final Signer signer;

    public JarNatives(BinaryFormat format, Signer signer) {
        this.format = format;
        this.signer = signer;
    }

    /**
     * Returns the entries that were signed, in the jar's order; none when it holds none.
     *
     * @throws InstallerException when the signer refuses, or the jar carries a signature of its own, which ours would break
     * @throws IOException when the jar cannot be read or written; the old one is then still whole
     */
    public List<String> sign(Path jar) throws IOException, InstallerException {
        Map<String, byte[]> entries = natives(jar);
        if (entries.isEmpty()) {
            return List.of();
        }
        Path work = Files.createTempDirectory("callvault-signing");
        try {
            Map<String, byte[]> signed = signed(entries, work);
            Path fresh = Files.createTempFile(folderOf(jar), jar.getFileName() + ".", ".new");
            try {
                FileTime time = Files.getLastModifiedTime(jar);
                copy(jar, signed, fresh);
                Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(jar, time);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } finally {
            Folders.delete(work);
        }
        return List.copyOf(entries.keySet());
    }

    private static Path folderOf(Path jar) {
        Path folder = jar.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("not a jar: " + jar);
        }
        return folder;
    }

    private Map<String, byte[]> natives(Path jar) throws IOException, InstallerException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        boolean sealed = false;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                sealed |= name.startsWith("META-INF/")
                        && name.toUpperCase(Locale.ROOT).endsWith(".SF");
                if (!entry.isDirectory() && format.claims(name)) {
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        byte[] read = bytes.readNBytes(MOST_BYTES + 1);
                        if (read.length > MOST_BYTES) {
                            throw new IOException(
                                    jar.getFileName() + ": " + name + " is larger than any library of ours");
                        }
                        found.put(name, read);
                    }
                }
            }
        }
        if (sealed && !found.isEmpty()) {
            throw new InstallerException(jar.getFileName()
                    + " is a signed jar: a library inside cannot be signed without breaking its signature");
        }
        return found;
    }

    /** File names are numbers: an entry's own name may lead out of the folder. */
    private Map<String, byte[]> signed(Map<String, byte[]> entries, Path work) throws IOException, InstallerException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            String name = entry.getKey();
            Path file = work.resolve(files.size() + name.substring(name.lastIndexOf('.')));
            files.add(Files.write(file, entry.getValue()));
        }
        signer.sign(files);
        Map<String, byte[]> signed = new LinkedHashMap<>();
        for (String name : entries.keySet()) {
            signed.put(name, Files.readAllBytes(files.get(signed.size())));
        }
        return signed;
    }

    private static void copy(Path from, Map<String, byte[]> replaced, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry old : Collections.list(zip.entries())) {
                byte[] other = replaced.get(old.getName());
                ZipEntry entry = new ZipEntry(old.getName());
                entry.setTimeLocal(old.getTimeLocal()); // as written: no time zone of this machine
                entry.setMethod(old.getMethod());
                if (old.getMethod() == ZipEntry.STORED) {
                    entry.setSize(other == null ? old.getSize() : other.length);
                    entry.setCrc(other == null ? old.getCrc() : crc(other));
                }
                out.putNextEntry(entry);
                try (InputStream bytes = other == null ? zip.getInputStream(old) : new ByteArrayInputStream(other)) {
                    bytes.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
