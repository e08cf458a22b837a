package io.callvault.installer.signing;

import io.callvault.installer.InstallerException;
import io.callvault.installer.natives.BinaryFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Signs the natives inside the jars of a folder: {@code SigningMain --format PE --memory FILE FOLDER PROGRAM ARGUMENTS…}. Exits 0 when
 * all are signed, 1 when one is not; can then be run again.
 */
@Command(name = "sign-jars", mixinStandardHelpOptions = true, sortOptions = false)
public final class SigningMain implements Callable<Integer> {
    @Option(names = "--format", required = true, description = "whose libraries: ${COMPLETION-CANDIDATES}")
    private BinaryFormat format;

    @Option(names = "--memory", required = true, description = "file that remembers what was signed")
    private Path memory;

    @Parameters(index = "0", description = "folder of jars, and of folders of jars")
    private Path folder;

    @Parameters(index = "1..*", arity = "1..*", description = "the signing program and its arguments")
    private List<String> program;

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new SigningMain());
        line.setStopAtPositional(true); // the program's options are its own
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try {
            new SignedFolder(format, Signer.program(program), memory)
                    .sign(folder)
                    .forEach(entry -> System.out.println("signed " + entry));
            return 0;
        } catch (InstallerException e) {
            System.err.println("callvault: " + e.getMessage());
            return 1;
        }
    }
}
