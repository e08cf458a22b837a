package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCopyTest {
    @TempDir
    private Path folder;

    private Path natives = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        natives = Files.createDirectories(folder.resolve("natives"));
    }

    @Test
    void nativesAtTheRootGoBesideTheJar() throws IOException {
        Path jar = Jars.make(folder.resolve("in.jar"), "META-INF/MANIFEST.MF", "libglass.so", "glass.dll", "a/B.class");
        Path copy = folder.resolve("out.jar");
        JarCopy made = JarCopy.make(jar, copy, natives, Checkout.TIME);
        assertThat(made.natives()).containsExactly("libglass.so", "glass.dll");
        assertThat(made.empty()).isFalse();
        assertThat(natives.resolve("libglass.so")).hasContent("libglass.so");
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("META-INF/MANIFEST.MF", "a/B.class");
            byte[] content = zip.getInputStream(zip.getEntry("a/B.class")).readAllBytes();
            assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo("a/B.class");
        }
    }

    @Test
    void signaturesAreLeftOut() throws IOException {
        Path jar = Jars.make(
                folder.resolve("in.jar"),
                "META-INF/MANIFEST.MF",
                "META-INF/BC2048KE.SF",
                "META-INF/BC2048KE.RSA",
                "META-INF/services/x.sf",
                "a/B.class");
        Path copy = folder.resolve("out.jar");
        JarCopy.make(jar, copy, natives, Checkout.TIME);
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("META-INF/MANIFEST.MF", "META-INF/services/x.sf", "a/B.class");
        }
    }

    @Test
    void nativesInFoldersStayWhereTheirLibraryLooks() throws IOException {
        Path jar = Jars.make(folder.resolve("in.jar"), "com/sun/jna/linux-x86-64/libjnidispatch.so");
        JarCopy made = JarCopy.make(jar, folder.resolve("out.jar"), natives, Checkout.TIME);
        assertThat(made.natives()).isEmpty();
        assertThat(made.empty()).isFalse();
    }

    @Test
    void aJarOfNativesAloneIsEmptyAfterwards() throws IOException {
        Path jar = Jars.make(folder.resolve("in.jar"), "META-INF/MANIFEST.MF", "libwebrtc-java.dylib");
        assertThat(JarCopy.make(jar, folder.resolve("out.jar"), natives, Checkout.TIME)
                        .empty())
                .isTrue();
    }

    @Test
    void twoCopiesAreAlikeWhateverTheTimesWere() throws IOException {
        Path jar = Jars.make(folder.resolve("in.jar"), "a/B.class", "META-INF/services/x");
        Path one = folder.resolve("one.jar");
        Path two = folder.resolve("two.jar");
        JarCopy.make(jar, one, natives, Checkout.TIME);
        Files.setLastModifiedTime(jar, FileTime.from(Checkout.TIME.plusSeconds(1_000)));
        JarCopy.make(jar, two, natives, Checkout.TIME);
        assertThat(two).hasSameBinaryContentAs(one);
    }
}
