package io.callvault.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Digests of files. */
public final class Hashes {
    /** Read by {@code sha256sum -c}. */
    static final String LIST = "SHA256SUMS";

    private Hashes() {}

    /** Writes the list of all files of the folder, folders left out. */
    static Path list(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals(LIST)) {
                    lines.append(of("SHA-256", file)).append("  ").append(name).append('\n');
                }
            }
        }
        return Files.writeString(folder.resolve(LIST), lines, StandardCharsets.UTF_8);
    }

    /** @param algorithm one that every Java has: SHA-256, MD5 */
    public static String of(String algorithm, Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }
}
