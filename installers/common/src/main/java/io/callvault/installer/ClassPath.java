package io.callvault.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The jars a launcher needs, as Maven orders them; each once.
 *
 * @param jars existing files
 */
record ClassPath(List<Path> jars) {
    ClassPath {
        jars = List.copyOf(jars);
    }

    /**
     * A module's own jar, then what Maven wrote for its run.
     *
     * @param module folder of a module that was packaged, with {@code dependency:build-classpath@run}
     */
    static ClassPath of(Path module) throws InstallerException {
        Path target = module.resolve("target");
        Path list = target.resolve("callvault").resolve("run.classpath");
        try {
            List<String> entries = new ArrayList<>();
            entries.add(ownJar(String.valueOf(module.getFileName()), target).toString());
            // The separator of the system that Maven ran on: this one.
            entries.addAll(List.of(Files.readString(list, StandardCharsets.UTF_8)
                    .strip()
                    .split(System.getProperty("path.separator"))));
            return of(entries.stream().map(Path::of));
        } catch (IOException e) {
            throw new InstallerException(
                    "The class path of " + module.getFileName()
                            + " cannot be read: build with './callvault installer', which has Maven write it.",
                    e);
        }
    }

    static ClassPath of(Stream<Path> entries) throws InstallerException {
        Set<Path> jars = new LinkedHashSet<>();
        for (Path entry : entries.toList()) {
            if (!Files.isRegularFile(entry)) {
                throw new InstallerException(
                        "'" + entry + "' is no jar: only packaged modules can be installed, not folders of classes.");
            }
            jars.add(entry.toAbsolutePath().normalize());
        }
        return new ClassPath(List.copyOf(jars));
    }

    private static Path ownJar(String module, Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(module + "-") && name.endsWith(".jar");
                    })
                    .toList();
            if (jars.size() != 1) {
                throw new IOException(jars.size() + " jars of " + module + " in " + target);
            }
            return jars.getFirst();
        }
    }
}
