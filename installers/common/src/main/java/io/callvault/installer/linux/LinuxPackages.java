package io.callvault.installer.linux;

import io.callvault.installer.Folders;
import io.callvault.installer.InstallerException;
import io.callvault.installer.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All packages of an image that stands ready. */
public final class LinuxPackages {
    /** What can be made. */
    public enum Kind {
        DEB,
        RPM,
        TAR
    }

    /** What a download may weigh, in bytes: the bound. */
    static final long MOST_BYTES = 90_000_000;

    private final Workshop workshop;
    private final PackageTree tree;

    public LinuxPackages(Workshop workshop) {
        this.workshop = workshop;
        this.tree = new PackageTree(workshop);
    }

    /** Replaces jpackage's launchers. Before the training, whose log names what was started. */
    public void prepare() throws IOException, InstallerException {
        tree.writeLaunchers(workshop.image());
        Folders.stamp(workshop.image().root(), workshop.time());
    }

    /** @return the packages; lists must stand in the output folder before */
    public List<Path> make(Set<Kind> kinds) throws IOException, InstallerException {
        Path laid = workshop.work().resolve("tree");
        tree.lay(laid);
        List<Path> made = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (!kinds.contains(kind)) {
                continue;
            }
            long began = System.nanoTime();
            tree.mark(laid.resolve(PackageTree.HOME), kind.name().toLowerCase(Locale.ROOT));
            Path file = switch (kind) {
                case DEB -> new DebPackage(workshop, tree).make(laid);
                case RPM -> new RpmPackage(workshop, tree).make(laid);
                case TAR -> new TarPackage(workshop, tree).make(laid);
            };
            long bytes = Files.size(file);
            workshop.say(String.format(
                    Locale.ROOT,
                    "%s: %.1f MB in %d s",
                    file.getFileName(),
                    bytes / 1e6,
                    (System.nanoTime() - began) / 1_000_000_000));
            if (bytes > MOST_BYTES) {
                throw new InstallerException(file.getFileName() + " is larger than " + MOST_BYTES / 1_000_000
                        + " MB: see docs/installers.md for what weighs how much.");
            }
            made.add(file);
        }
        return List.copyOf(made);
    }
}
