package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTimesMainTest {
    private static final Instant TRAINED = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void everyJarHasTheTimeThatTheCacheKnowsAndNothingElseChanges() throws IOException {
        FileTime unpacked = FileTime.from(TRAINED.plusSeconds(3600));
        for (String name : new String[] {"a.jar", "b.jar", "app.aot"}) {
            Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), unpacked);
        }
        JarTimesMain.set(folder, TRAINED);
        assertThat(Files.getLastModifiedTime(folder.resolve("a.jar"))).isEqualTo(FileTime.from(TRAINED));
        assertThat(Files.getLastModifiedTime(folder.resolve("b.jar"))).isEqualTo(FileTime.from(TRAINED));
        assertThat(Files.getLastModifiedTime(folder.resolve("app.aot"))).isEqualTo(unpacked);
    }
}
