package io.callvault.installer.manifest;

import io.callvault.installer.InstallerException;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Announces a release. */
@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Announces a release: all packages of a folder.")
final class MakeCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--packages", required = true, paramLabel = "DIR", description = "Folder with the packages.")
    private Path packages = Path.of("");

    @Option(names = "--release", required = true, paramLabel = "V", description = "Their version, like 1.2.3-beta.1.")
    private String release = "";

    @Option(names = "--channel", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Channel channel = Channel.STABLE;

    @Option(names = "--notes", paramLabel = "FILE", description = "What is new, for people, in plain text.")
    private @Nullable Path notes;

    @Option(
            names = "--url",
            paramLabel = "PREFIX",
            description = "What stands before each file name, with a slash at its end (default: beside the list).")
    private String url = "";

    @Option(
            names = "--min-os",
            paramLabel = "OS=V",
            description = "Lowest version of a system, like macos=13. May be given several times.")
    private Map<Target.Os, String> minOs = Map.of();

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description =
                    "The list that is published now. Without it this is the first one, which apps that know a later"
                            + " one refuse.")
    private @Nullable Path previous;

    @Mixin
    private Signing signing = new Signing();

    MakeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return ManifestMain.run(spec, out -> {
            List<SigningKey> keys = signing.keys(environment);
            Optional<Manifest> before =
                    previous == null ? Optional.empty() : Optional.of(signing.before(previous, keys));
            Manifest next = ReleaseList.with(before, announced(), Instant.now(), signing.life());
            signing.write(next, keys).forEach(out::println);
        });
    }

    private Manifest.Release announced() throws IOException, InstallerException {
        return new Manifest.Release(
                channel,
                SemVer.parse(release)
                        .orElseThrow(() ->
                                new InstallerException("'" + release + "' is no version of Semantic Versioning.")),
                notes == null
                        ? ""
                        : Files.readString(notes).replace("\r\n", "\n").strip(),
                PackageFiles.of(packages, url, minOs));
    }
}
