package io.callvault.installer.macos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The steps that need Apple's programs, with stand-ins for them that note what they were asked. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ShellStepsTest {
    private static final Path SCRIPTS = Path.of("..", "macos").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path programs;
    private Path asked;

    @BeforeEach
    void standIns() throws IOException {
        programs = Files.createDirectories(folder.resolve("bin"));
        asked = Files.createFile(folder.resolve("asked"));
        program("codesign", "printf '%s\\n' \"$*\" >>\"$ASKED\"");
        program("shasum", "exec sha256sum \"$3\"");
        program("plutil", "sed -n \"s/^$2=//p\"");
    }

    @Test
    void aBundleIsSignedFromTheInsideOut() throws Exception {
        Path app = bundle();
        assertThat(run("sign.sh", List.of(), app.toString())).isZero();
        assertThat(signed(app))
                .containsExactly(
                        "Contents/app/libglass.dylib",
                        "Contents/runtime/Contents/Home/lib/libjli.dylib",
                        "Contents/runtime/Contents/Home/lib/server/libjvm.dylib",
                        "Contents/runtime/Contents/Home/bin/java",
                        "Contents/runtime/Contents/Home/lib/jspawnhelper",
                        "Contents/runtime",
                        "Contents/MacOS/callvault-server",
                        "");
        List<String> lines = Files.readAllLines(asked);
        assertThat(lines.getFirst()).startsWith("--force --sign - ").doesNotContain("entitlements");
        assertThat(lines.get(3)).contains("runtime.entitlements");
        assertThat(lines.get(lines.size() - 2)).contains("app.entitlements");
        assertThat(lines.getLast()).isEqualTo("--verify --deep --strict " + app);
    }

    @Test
    void withACertificateTheRuntimeIsHardenedAndTheTimeStamped() throws Exception {
        Path app = bundle();
        assertThat(run("sign.sh", List.of("CALLVAULT_SIGN_IDENTITY=Developer ID Application: A (B)"), app.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(asked);
        assertThat(lines.subList(0, lines.size() - 1))
                .allMatch(line -> line.startsWith(
                        "--force --sign Developer ID Application: A (B) --timestamp --options runtime "));
    }

    @Test
    void notarizingGoesOnAfterAWaitThatWasTooLong() throws Exception {
        Path dmg = Files.writeString(folder.resolve("app.dmg"), "image");
        apple("In Progress");
        assertThat(notarize(dmg)).isEqualTo(75);
        apple("Accepted");
        assertThat(notarize(dmg)).isZero();
        assertThat(notarize(dmg)).isZero(); // a third time there is nothing to do
        assertThat(Files.readAllLines(asked))
                .filteredOn(line -> line.startsWith("notarytool submit"))
                .hasSize(1)
                .first()
                .asString()
                .contains("--key-id KEY --issuer ISSUER");
        assertThat(Files.readAllLines(asked))
                .filteredOn(line -> line.startsWith("stapler staple"))
                .hasSize(1);
    }

    @Test
    void aRefusalIsToldAndTheNextFileIsSentAnew() throws Exception {
        Path dmg = Files.writeString(folder.resolve("app.dmg"), "image");
        apple("Invalid");
        assertThat(notarize(dmg)).isEqualTo(1);
        assertThat(Files.readAllLines(asked)).anyMatch(line -> line.startsWith("notarytool log 4711"));
        apple("Accepted");
        assertThat(notarize(dmg)).isZero();
        assertThat(Files.readAllLines(asked))
                .filteredOn(line -> line.startsWith("notarytool submit"))
                .hasSize(2);
    }

    @Test
    void aRebuiltFileIsSentAnew() throws Exception {
        Path dmg = Files.writeString(folder.resolve("app.dmg"), "image");
        apple("Accepted");
        assertThat(notarize(dmg)).isZero();
        Files.writeString(dmg, "another image");
        assertThat(notarize(dmg)).isZero();
        assertThat(Files.readAllLines(asked))
                .filteredOn(line -> line.startsWith("notarytool submit"))
                .hasSize(2);
    }

    private int notarize(Path dmg) throws Exception {
        return run(
                "notarize.sh",
                List.of("CALLVAULT_NOTARY_KEY=key.p8", "CALLVAULT_NOTARY_KEY_ID=KEY", "CALLVAULT_NOTARY_ISSUER=ISSUER"),
                dmg.toString());
    }

    /** Property lists are {@code name=value} here; stapling changes the file, as the real one does. */
    private void apple(String status) throws IOException {
        program("xcrun", """
                printf '%%s\\n' "$*" >>"$ASKED"
                case "$1 $2" in
                    'notarytool submit') echo id=4711 ;;
                    'notarytool info') echo 'status=%s' ;;
                    'stapler staple') printf ticket >>"$3" ;;
                esac
                """.formatted(status));
    }

    private Path bundle() throws IOException {
        Path app = folder.resolve("Call Vault.app");
        for (String path : List.of(
                "MacOS/Call Vault",
                "MacOS/callvault-server",
                "app/libglass.dylib",
                "app/a.jar",
                "Resources/package-kind",
                "runtime/Contents/Home/bin/java",
                "runtime/Contents/Home/lib/jspawnhelper",
                "runtime/Contents/Home/lib/libjli.dylib",
                "runtime/Contents/Home/lib/server/libjvm.dylib")) {
            Path file = app.resolve("Contents").resolve(path);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        Files.copy(SCRIPTS.resolve("Info.plist"), app.resolve("Contents").resolve("Info.plist"));
        return app;
    }

    /** What was signed, below the bundle, in order. */
    private List<String> signed(Path app) throws IOException {
        List<String> files = new ArrayList<>();
        for (String line : Files.readAllLines(asked)) {
            if (line.startsWith("--force")) {
                String file = line.substring(
                        line.lastIndexOf(app.toString()) + app.toString().length());
                files.add(file.startsWith("/") ? file.substring(1) : file);
            }
        }
        return files;
    }

    private void program(String name, String body) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(String script, List<String> environment, String argument) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(SCRIPTS.resolve(script).toString(), argument)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("ASKED", asked.toString());
        builder.environment().remove("CALLVAULT_SIGN_IDENTITY");
        environment.forEach(pair ->
                builder.environment().put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said).isTrue();
        return process.exitValue();
    }
}
