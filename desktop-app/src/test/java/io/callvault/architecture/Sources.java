package io.callvault.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The project's own text files, as they stand in the checkout. */
final class Sources {
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", ".callvault", "node_modules");

    private Sources() {}

    /** The project's root: the nearest folder above the working folder that holds the build's settings. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "Run the tests inside the checkout: no .mvn folder above the working folder.");
            }
            folder = parent;
        }
        return folder;
    }

    /** All files below {@code root} whose name ends with one of the suffixes, build results left out. */
    static List<Path> files(Path root, Set<String> suffixes) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    Path name = folder.getFileName();
                    return name != null && SKIPPED.contains(name.toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (suffixes.stream()
                            .anyMatch(('/' + root.relativize(file).toString().replace('\\', '/'))::endsWith)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
