package io.callvault.installer.manifest;

import io.callvault.installer.Hashes;
import io.callvault.installer.InstallerException;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.PackageKind;
import io.callvault.model.update.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The packages of a folder, by their names: how they end says the kind, and a part of the name the processor. */
final class PackageFiles {

    private PackageFiles() {}

    /**
     * Everything in the folder that is a package; other files are passed over.
     *
     * @param url what stands before each file name, empty or ending with a slash
     * @param minOs the lowest version of a system, where there is one
     * @throws InstallerException if there is none, two of one kind, or one whose processor cannot be told
     */
    static List<Manifest.Download> of(Path folder, String url, Map<Target.Os, String> minOs)
            throws IOException, InstallerException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<Manifest.Download> found = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            Optional<PackageKind> kind = Arrays.stream(PackageKind.values())
                    .filter(one -> name.endsWith(one.suffix()))
                    .findFirst();
            if (kind.isPresent()) {
                Target target = new Target(kind.get().os(), arch(name), kind.get());
                if (found.stream().anyMatch(other -> other.target().equals(target))) {
                    throw new InstallerException(
                            "There are two packages for " + target.os().word() + " "
                                    + target.arch().word() + " " + kind.get().word() + " in " + folder + ".");
                }
                found.add(new Manifest.Download(
                        target,
                        url + name,
                        Files.size(file),
                        Bytes.copyOf(HexFormat.of().parseHex(Hashes.of("SHA-256", file))),
                        Optional.ofNullable(minOs.get(target.os()))));
            }
        }
        if (found.isEmpty()) {
            throw new InstallerException("There is no package in " + folder + ".");
        }
        return found;
    }

    private static Target.Arch arch(String name) throws InstallerException {
        return Stream.of("amd64", "x86_64", "x64", "arm64", "aarch64")
                .filter(name::contains)
                .findFirst()
                .flatMap(Target.Arch::of)
                .orElseThrow(() -> new InstallerException(
                        "The name of " + name + " does not say the processor: amd64, x86_64, x64, arm64 or aarch64."));
    }
}
