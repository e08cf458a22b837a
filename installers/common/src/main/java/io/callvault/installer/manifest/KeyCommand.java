package io.callvault.installer.manifest;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a release key. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes a key in a new file, and prints its public half, which builds take as -Dupdate.keys.")
final class KeyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "Where the secret goes. Whoever has it can replace every app.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        return ManifestMain.run(
                spec,
                out -> out.println(SecretKeys.make(file).verifyKey().bytes().base64Url()));
    }
}
