package io.callvault.installer.linux;

import io.callvault.installer.Folders;
import io.callvault.installer.InstallerException;
import io.callvault.installer.Tool;
import io.callvault.installer.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The {@code .tar.zst}: the image alone with its desktop files, to be unpacked anywhere. */
final class TarPackage {
    private final Workshop workshop;
    private final PackageTree texts;

    TarPackage(Workshop workshop, PackageTree texts) {
        this.workshop = workshop;
        this.texts = texts;
    }

    private String name() {
        return "callvault-" + workshop.version() + "-" + workshop.target().label();
    }

    Path file() {
        return workshop.out().resolve(name() + ".tar.zst");
    }

    Path make(Path tree) throws IOException, InstallerException {
        Path parent = Folders.fresh(workshop.work().resolve("tar"));
        Path folder = parent.resolve(name());
        Folders.copy(tree.resolve(PackageTree.HOME), folder);
        texts.share(folder.resolve("share"));
        PackageTree.write(folder.resolve("README"), Files.readString(texts.text("tar", "README")), false);
        PackageTree.write(
                folder.resolve("LICENCES"), Files.readString(workshop.out().resolve("licences.txt")), false);
        Folders.stamp(folder, workshop.time());
        Path tar = workshop.work().resolve(name() + ".tar");
        Tool.run(
                parent,
                List.of(
                        "tar",
                        "--create",
                        "--format=gnu",
                        "--sort=name",
                        "--owner=0",
                        "--group=0",
                        "--numeric-owner",
                        "--file=" + tar,
                        name()));
        Path packed = workshop.work().resolve(name() + ".tar.zst");
        Tool.run(
                workshop.work(),
                List.of("zstd", "-16", "-T0", "--rm", "-f", "-q", tar.toString(), "-o", packed.toString()));
        return Files.move(packed, file(), StandardCopyOption.REPLACE_EXISTING);
    }
}
