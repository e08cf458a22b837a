package io.callvault.installer.manifest;

import io.callvault.installer.Hashes;
import io.callvault.installer.InstallerException;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.update.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a list as an app does. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks a list as an app does that trusts these keys, and its packages if they are here.")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The list.")
    private Path file = Path.of("");

    @Option(names = "--trust", required = true, paramLabel = "PUBLIC", description = "Public key of an app.")
    private List<String> trusted = List.of();

    @Option(names = "--packages", paramLabel = "DIR", description = "Folder with packages to compare.")
    private @Nullable Path packages;

    @Override
    public Integer call() {
        return ManifestMain.run(spec, out -> {
            List<VerifyKey> keys = new ArrayList<>();
            for (String key : trusted) {
                keys.add(Signing.publicKey(key));
            }
            Manifest manifest = Signing.read(file, keys);
            if (packages != null) {
                compare(manifest, packages);
            }
            Signing.lines(manifest).forEach(out::println);
        });
    }

    /** Packages of other channels may lie elsewhere; what is here must be what was signed. */
    private static void compare(Manifest manifest, Path folder) throws IOException, InstallerException {
        for (Manifest.Release release : manifest.releases()) {
            for (Manifest.Download one : release.downloads()) {
                Path here = folder.resolve(one.fileName());
                if (Files.exists(here)
                        && (Files.size(here) != one.size()
                                || !Hashes.of("SHA-256", here)
                                        .equals(HexFormat.of()
                                                .formatHex(one.sha256().toArray())))) {
                    throw new InstallerException(one.fileName() + " is not the file that was signed.");
                }
            }
        }
    }
}
