package io.callvault.installer.linux;

import io.callvault.installer.Folders;
import io.callvault.installer.InstallerException;
import io.callvault.installer.Tool;
import io.callvault.installer.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The {@code .rpm} of the same tree. rpmbuild's habits of changing what it packs are off: the cache fits unchanged jars only. */
final class RpmPackage {
    private final Workshop workshop;
    private final PackageTree texts;

    RpmPackage(Workshop workshop, PackageTree texts) {
        this.workshop = workshop;
        this.texts = texts;
    }

    Path file() {
        return workshop.out()
                .resolve("callvault-" + workshop.version() + "."
                        + workshop.target().arch().rpm() + ".rpm");
    }

    Path make(Path tree) throws IOException, InstallerException {
        Path top = Folders.fresh(workshop.work().resolve("rpm"));
        Path spec = top.resolve("callvault.spec");
        Path made = top.resolve("out");
        PackageTree.write(spec, spec(tree), false);
        List<String> command = new ArrayList<>(List.of("rpmbuild", "-bb", "--quiet", "--target"));
        command.add(workshop.target().arch().rpm() + "-linux");
        define(command, "_topdir", top.toString());
        define(command, "_rpmdir", made.toString());
        define(command, "_dbpath", top.resolve("db").toString());
        command.add(spec.toString());
        Tool.run(top, Map.of("SOURCE_DATE_EPOCH", String.valueOf(workshop.time().getEpochSecond())), command);
        try (Stream<Path> packages = Files.walk(made)) {
            Path rpm = packages.filter(path -> path.toString().endsWith(".rpm"))
                    .findFirst()
                    .orElseThrow(() -> new InstallerException("rpmbuild said nothing and made nothing."));
            Files.deleteIfExists(file());
            return Files.move(rpm, file());
        }
    }

    String spec(Path tree) throws IOException, InstallerException {
        Map<String, String> values = new HashMap<>(texts.values());
        values.put("TREE", tree.toString());
        return Template.fill(texts.text("rpm", "callvault.spec.in"), values);
    }

    private static void define(List<String> command, String name, String value) {
        command.add("--define");
        command.add(name + " " + value);
    }
}
