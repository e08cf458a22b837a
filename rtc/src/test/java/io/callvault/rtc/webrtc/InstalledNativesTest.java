package io.callvault.rtc.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Natives beside the jars are loaded from there, and nothing is unpacked. */
class InstalledNativesTest {
    @TempDir
    private Path folder;

    private Path app = Path.of("");
    private Path scratch = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        app = Files.createDirectories(folder.resolve("an app"));
        scratch = Files.createDirectories(folder.resolve("scratch"));
    }

    @Test
    void theyAreLoadedFromWhereTheyLie() throws Exception {
        assertThat(run(install())).contains("Ready");
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBrokenOneMakesCallsUnavailableAndEndsNothing() throws Exception {
        String path = install();
        Files.writeString(InstalledNatives.in(app).orElseThrow(), "no library");
        assertThat(run(path)).contains("Unavailable");
    }

    /** @return a class path whose natives are no jar, but a file */
    private String install() throws IOException {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = String.valueOf(jar.getFileName());
            if (name.matches("webrtc-java-[0-9.]+-.+\\.jar")) {
                unpack(jar);
            } else if (name.matches("webrtc-java-[0-9.]+\\.jar")) {
                path.add(Files.copy(jar, app.resolve(name)).toString());
            } else {
                path.add(entry);
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private void unpack(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().contains("webrtc-java")) {
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        Files.copy(bytes, app.resolve(entry.getName()));
                    }
                }
            }
        }
    }

    private String run(String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + scratch,
                        "-cp",
                        classPath,
                        InstalledMain.class.getName())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
