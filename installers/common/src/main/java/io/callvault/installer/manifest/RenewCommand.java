package io.callvault.installer.manifest;

import io.callvault.model.crypto.SigningKey;
import io.callvault.model.update.Manifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the same releases once more. */
@Command(
        name = "renew",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Signs the published list once more before it expires, with the next number.")
final class RenewCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--previous", required = true, paramLabel = "FILE", description = "The list that is published now.")
    private Path previous = Path.of("");

    @Mixin
    private Signing signing = new Signing();

    RenewCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return ManifestMain.run(spec, out -> {
            List<SigningKey> keys = signing.keys(environment);
            Manifest before = signing.before(previous, keys);
            signing.write(ReleaseList.renewed(before, Instant.now(), signing.life()), keys)
                    .forEach(out::println);
        });
    }
}
