package io.callvault.installer.manifest;

import io.callvault.installer.InstallerException;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Release keys where people keep them: 32 bytes as unpadded base64url on one line. No message holds any of it. */
final class SecretKeys {

    /** The variable of a build server's secret; several keys with spaces between them. */
    static final String VARIABLE = "CALLVAULT_UPDATE_KEY";

    private static final int MAX_BYTES = 4_096;

    private SecretKeys() {}

    /**
     * Those of the files, or of the environment if there are no files.
     *
     * @throws InstallerException if there is none, or one is no key
     */
    static List<SigningKey> read(List<Path> files, Map<String, String> environment)
            throws IOException, InstallerException {
        List<SigningKey> keys = new ArrayList<>();
        for (Path file : files) {
            try (var in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
                keys.add(parse(text.strip(), "the file " + file));
            }
        }
        if (files.isEmpty()) {
            for (String word : environment.getOrDefault(VARIABLE, "").split("\\s+")) {
                if (!word.isEmpty()) {
                    keys.add(parse(word, "the variable " + VARIABLE));
                }
            }
        }
        if (keys.isEmpty()) {
            throw new InstallerException("There is no key to sign with: give --key FILE, or set " + VARIABLE + ".");
        }
        return keys;
    }

    private static SigningKey parse(String text, String where) throws InstallerException {
        try {
            return SigningKey.ofSeed(Bytes.ofBase64Url(text).toArray());
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes the text.
            throw new InstallerException("What " + where + " holds is no key: 43 characters of base64url are needed.");
        }
    }

    /**
     * Makes a key in a new file that its owner alone can read.
     *
     * @throws InstallerException if the file is there already
     */
    static SigningKey make(Path file) throws IOException, InstallerException {
        SigningKey key = SigningKey.generate(new SecureRandom());
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new InstallerException("There is a file " + file + " already: a key is never overwritten.");
        }
        Files.writeString(file, Bytes.copyOf(key.seed()).base64Url() + "\n", StandardOpenOption.WRITE);
        return key;
    }
}
