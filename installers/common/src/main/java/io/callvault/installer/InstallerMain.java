package io.callvault.installer;

import io.callvault.installer.linux.LinuxPackages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callvault installer}, once Maven has built the jars and the lists of their parts. */
@Command(
        name = "installer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Builds this system's packages into target/installer: a runtime, the jars, a trained cache, and on Linux a",
            ".deb, an .rpm and a .tar.zst; beside them SHA256SUMS, a list of parts (CycloneDX) and a list of licences.",
            "On Windows and macOS it makes the image that installers/windows and installers/macos go on with.",
            "docs/installers.md explains all of it."
        })
public final class InstallerMain implements Callable<Integer> {
    /** Parts of the work. */
    enum Step {
        IMAGE,
        TRAIN,
        LISTS,
        PACKAGES,
        HASHES
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "",
            hidden = true,
            description = "The checkout (default: the working folder).")
    private Path root = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Where to (default: target/installer).")
    private @Nullable Path out;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description = "Linux packages to make: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<LinuxPackages.Kind> kinds = EnumSet.allOf(LinuxPackages.Kind.class);

    @Option(
            names = "--steps",
            paramLabel = "STEP",
            split = ",",
            description = "Do these alone, with what earlier runs left: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Step> steps = EnumSet.allOf(Step.class);

    @Option(
            names = "--package-version",
            paramLabel = "V",
            description = "Version that the packages carry, for tests of upgrades (default: the pom's).")
    private @Nullable String version;

    @Option(
            names = "--jpackage-option",
            paramLabel = "OPTION",
            description = "One more option for jpackage, for instance an icon. May be given several times.")
    private List<String> jpackageOptions = List.of();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            run(workshop(err));
            return 0;
        } catch (InstallerException | IllegalArgumentException e) {
            err.println("installer: " + e.getMessage());
        } catch (IOException e) {
            err.println("installer: a file could not be read or written: " + e);
        }
        err.flush();
        return 1;
    }

    private Workshop workshop(PrintWriter err) throws InstallerException {
        Path checkout = root.toAbsolutePath().normalize();
        Workshop.Built built = Workshop.Built.read();
        return new Workshop(
                checkout,
                (out == null ? checkout.resolve("target").resolve("installer") : out.toAbsolutePath()).normalize(),
                Target.running(),
                version == null ? built.version() : new PackageVersion(version),
                built.time(),
                jpackageOptions,
                line -> {
                    err.println("installer: " + line);
                    err.flush();
                });
    }

    private void run(Workshop workshop) throws IOException, InstallerException {
        boolean linux = workshop.target().os() == Target.Os.LINUX;
        Files.createDirectories(workshop.out());
        if (steps.contains(Step.IMAGE)) {
            new AppImage(workshop).make();
            if (linux) {
                new LinuxPackages(workshop).prepare();
            }
        }
        if (steps.contains(Step.TRAIN)) {
            workshop.say("training the start-up cache");
            Training.run(workshop.image(), workshop.work().resolve("training"));
            Folders.stamp(workshop.image().root(), workshop.time());
        }
        if (steps.contains(Step.LISTS)) {
            lists(workshop);
        }
        if (linux && steps.contains(Step.PACKAGES)) {
            new LinuxPackages(workshop).make(kinds);
        }
        if (steps.contains(Step.HASHES)) {
            workshop.say("done: " + Hashes.list(workshop.out()));
        }
    }

    private static void lists(Workshop workshop) throws IOException, InstallerException {
        Path maven = workshop.root().resolve("installers").resolve("common").resolve("target");
        Path out = workshop.out();
        if (!Files.isRegularFile(maven.resolve("parts.json")) || !Files.isRegularFile(maven.resolve("licences.txt"))) {
            throw new InstallerException("Maven's lists are missing: run 'mvn -Plists package' first.");
        }
        PartsList.write(
                maven.resolve("parts.json"),
                out.resolve("callvault-" + workshop.version() + "-"
                        + workshop.target().label() + ".cdx.json"),
                workshop.version());
        Licences.write(maven.resolve("licences.txt"), out.resolve("licences.txt"), workshop.version());
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new InstallerMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
