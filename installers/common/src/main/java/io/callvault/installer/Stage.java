package io.callvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The app folder: every jar of every launcher once, in one place, natives beside them.
 *
 * @param names of a source jar, the name it has in the folder; jars with natives alone are missing
 * @param natives the names of the natives, by the name of the jar they came from
 */
record Stage(Map<Path, String> names, Map<String, List<String>> natives) {
    private static final String JAVA_FX = "javafx-";

    Stage {
        names = Map.copyOf(names);
        natives = Map.copyOf(natives);
    }

    /**
     * Copies the jars.
     *
     * @param jarFolder exists and is empty
     * @param javaFxNatives where JavaFX looks for its natives; may be the same folder
     */
    static Stage fill(List<ClassPath> paths, Path jarFolder, Path javaFxNatives, Instant time)
            throws IOException, InstallerException {
        Files.createDirectories(javaFxNatives);
        Map<Path, String> names = new HashMap<>();
        Map<String, List<String>> natives = new TreeMap<>();
        Set<Path> seen = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Path jar : paths.stream().flatMap(path -> path.jars().stream()).toList()) {
            if (!seen.add(jar)) {
                continue;
            }
            String name = String.valueOf(jar.getFileName());
            if (!taken.add(name)) {
                throw new InstallerException("Two different jars are called " + name
                        + ": the launchers must agree on one version of each library.");
            }
            Path copy = jarFolder.resolve(name);
            JarCopy made = JarCopy.make(jar, copy, name.startsWith(JAVA_FX) ? javaFxNatives : jarFolder, time);
            if (!made.natives().isEmpty()) {
                natives.put(name, made.natives());
            }
            if (made.empty()) {
                Files.delete(copy);
            } else {
                names.put(jar, name);
            }
        }
        return new Stage(names, natives);
    }

    /** The names of a class path's jars in its order. */
    List<String> jars(ClassPath path) {
        List<String> jars = new ArrayList<>();
        for (Path jar : path.jars()) {
            String name = names.get(jar);
            if (name != null) {
                jars.add(name);
            }
        }
        return jars;
    }
}
