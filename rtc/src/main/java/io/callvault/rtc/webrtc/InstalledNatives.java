package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.internal.NativeLoader;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An installed app has the natives beside its jars (docs/installers.md). webrtc-java 0.14 knows only natives inside a jar, which it
 * writes to the temporary folder at every start: 23 MB, impossible where that folder allows no programs, and unsigned. So they are
 * loaded from where they lie, and the library is told that it has them. Without such a file it goes its own way.
 */
final class InstalledNatives {
    private static final Logger log = LoggerFactory.getLogger(InstalledNatives.class);

    /** What the library's classes ask their loader for. */
    private static final String NAME = "webrtc-java";

    private InstalledNatives() {}

    /** @throws UnsatisfiedLinkError if a file is there and cannot be loaded */
    @SuppressWarnings("restricted") // every launcher allows native access
    static void load() {
        try {
            Optional<Path> file =
                    beside(NativeLoader.class.getProtectionDomain().getCodeSource());
            if (file.isPresent() && loaded().add(NAME)) {
                System.load(file.get().toString());
            }
        } catch (IOException | URISyntaxException | ReflectiveOperationException | RuntimeException e) {
            log.warn("natives beside the jars were not looked for", e);
        }
    }

    /** The natives beside the jar that the library is loaded from. */
    private static Optional<Path> beside(CodeSource source) throws IOException, URISyntaxException {
        Path jar = Path.of(source.getLocation().toURI());
        Path folder = jar.getParent();
        return Files.isRegularFile(jar) && folder != null ? in(folder) : Optional.empty();
    }

    static Optional<Path> in(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + NAME + "-*.{so,dll,dylib}")) {
            for (Path file : files) {
                return Optional.of(file.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked") // the field's declared type
    private static Set<String> loaded() throws ReflectiveOperationException {
        Field field = NativeLoader.class.getDeclaredField("LOADED_LIB_SET");
        field.setAccessible(true);
        return (Set<String>) field.get(null);
    }
}
