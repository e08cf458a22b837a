package io.callvault.installer.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.installer.InstallerException;
import io.callvault.installer.natives.BinaryFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JarNativesTest {
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 11, 20, 0, 0);
    private static final FileTime JAR_TIME = FileTime.from(Instant.parse("2026-11-20T00:00:00Z"));
    private static final String SIGNATURE = "SIGNED";

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void aJarOfClassesAndLibraries() throws IOException {
        jar = jar("lib.jar", "META-INF/MANIFEST.MF", "a/B.class", "win/one.dll", "libtwo.so", "../three.dll");
    }

    @Test
    void librariesOfTheFormatAreSignedAndNothingElseChanges() throws Exception {
        List<String> signed = new JarNatives(BinaryFormat.PE, JarNativesTest::append).sign(jar);
        assertThat(signed).containsExactly("win/one.dll", "../three.dll");
        assertThat(content(jar))
                .containsExactly(
                        "META-INF/MANIFEST.MF=META-INF/MANIFEST.MF",
                        "a/B.class=a/B.class",
                        "win/one.dll=win/one.dllSIGNED",
                        "libtwo.so=libtwo.so",
                        "../three.dll=../three.dllSIGNED");
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(JAR_TIME);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal)).containsOnly(ENTRY_TIME);
            assertThat(zip.getEntry("libtwo.so").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(zip.getEntry("a/B.class").getMethod()).isEqualTo(ZipEntry.DEFLATED);
        }
    }

    @Test
    void theSameLibrariesGiveTheSameBytes() throws Exception {
        Path other = Files.copy(jar, folder.resolve("other.jar"));
        JarNatives signing = new JarNatives(BinaryFormat.PE, JarNativesTest::append);
        signing.sign(jar);
        signing.sign(other);
        assertThat(other).hasSameBinaryContentAs(jar);
    }

    @Test
    void aSignerThatRefusesLeavesTheJarWhole() throws Exception {
        byte[] before = Files.readAllBytes(jar);
        JarNatives signing = new JarNatives(BinaryFormat.PE, files -> {
            append(files);
            throw new InstallerException("the time-stamp server is away");
        });
        assertThatThrownBy(() -> signing.sign(jar)).hasMessage("the time-stamp server is away");
        assertThat(jar).hasBinaryContent(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aJarThatIsSignedItselfIsRefused() throws IOException {
        Path sealed = jar("sealed.jar", "META-INF/SOMEBODY.SF", "one.dll");
        assertThatThrownBy(() -> new JarNatives(BinaryFormat.PE, JarNativesTest::append).sign(sealed))
                .hasMessageContaining("sealed.jar is a signed jar");
    }

    @Test
    void aStepThatIsRunAgainGoesOnWhereItStopped() throws Exception {
        jar("second.jar", "two.dll");
        jar("third.jar", "no.class");
        Path memory = folder.resolve("signed.txt");
        List<String> asked = new ArrayList<>();
        SignedFolder failing = new SignedFolder(
                BinaryFormat.PE,
                files -> {
                    asked.add("first run");
                    if (asked.size() == 2) {
                        throw new InstallerException("away");
                    }
                    append(files);
                },
                memory);
        assertThatThrownBy(() -> failing.sign(folder)).hasMessage("away");

        SignedFolder again = new SignedFolder(BinaryFormat.PE, JarNativesTest::append, memory);
        assertThat(again.sign(folder)).containsExactly("second.jar: two.dll");
        assertThat(again.sign(folder)).isEmpty();
        assertThat(content(jar)).contains("win/one.dll=win/one.dllSIGNED");
    }

    @Test
    void aJarThatChangedAfterItWasSignedIsSignedAgain() throws Exception {
        SignedFolder signing = new SignedFolder(BinaryFormat.PE, JarNativesTest::append, folder.resolve("signed.txt"));
        signing.sign(folder);
        jar("lib.jar", "fresh.dll");
        assertThat(signing.sign(folder)).containsExactly("lib.jar: fresh.dll");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC}) // the stand-in is a shell script
    void aProgramSignsAndItsRefusalIsTold() throws Exception {
        Path program = folder.resolve("sign with space.sh");
        Files.writeString(program, "for f in \"$@\"; do [ \"$f\" = --key ] || printf SIGNED >>\"$f\"; done\n");
        new JarNatives(BinaryFormat.PE, Signer.program(List.of("sh", program.toString(), "--key"))).sign(jar);
        assertThat(content(jar)).contains("win/one.dll=win/one.dllSIGNED", "../three.dll=../three.dllSIGNED");

        Files.writeString(program, "echo 'no certificate'; exit 3\n");
        Path other = jar("other.jar", "one.dll");
        assertThatThrownBy(() ->
                        new JarNatives(BinaryFormat.PE, Signer.program(List.of("sh", program.toString()))).sign(other))
                .isInstanceOf(InstallerException.class)
                .hasMessageContaining("no certificate");
    }

    private static void append(List<Path> files) {
        try {
            for (Path file : files) {
                Files.writeString(file, SIGNATURE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> content(Path jar) throws IOException {
        List<String> content = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (var bytes = zip.getInputStream(entry)) {
                    content.add(entry.getName() + '=' + new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return content;
    }

    private Path jar(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String each : entries) {
                byte[] content = each.getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(each);
                entry.setTimeLocal(ENTRY_TIME);
                if (each.endsWith(".so")) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                out.putNextEntry(entry);
                out.write(content);
                out.closeEntry();
            }
        }
        Files.setLastModifiedTime(file, JAR_TIME);
        return file;
    }
}
