package io.callvault.installer.signing;

import io.callvault.installer.InstallerException;
import io.callvault.installer.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Signs files in place: {@code signtool}, {@code codesign}, or a stand-in. */
@FunctionalInterface
public interface Signer {
    /**
     * Returns when all files are signed.
     *
     * @throws InstallerException when one could not be signed; it says what the signing program said
     */
    void sign(List<Path> files) throws InstallerException;

    /**
     * A program that signs the files given after its own arguments. No shell: arguments with spaces stay whole.
     *
     * @param command for instance {@code codesign --force --timestamp -s NAME}
     */
    static Signer program(List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no signing program was given");
        }
        return files -> {
            if (!files.isEmpty()) {
                List<String> all = new ArrayList<>(command);
                files.forEach(file -> all.add(file.toAbsolutePath().toString()));
                Tool.run(Path.of("").toAbsolutePath(), all);
            }
        };
    }
}
