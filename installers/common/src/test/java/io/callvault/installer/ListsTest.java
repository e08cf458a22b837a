package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {
    private static final PackageVersion VERSION = new PackageVersion("1.2.3");

    @TempDir
    private Path folder;

    @Test
    void hashesAreThoseOfTheFilesAndNotOfTheListItself() throws Exception {
        Files.writeString(folder.resolve("b.deb"), "abc");
        Files.writeString(folder.resolve("a.rpm"), "");
        Hashes.list(folder);
        // FIPS 180-4's examples: of nothing, and of abc.
        String expected = """
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.rpm
                ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.deb
                """;
        assertThat(folder.resolve(Hashes.LIST)).hasContent(expected);
        Hashes.list(folder);
        assertThat(folder.resolve(Hashes.LIST)).hasContent(expected);
    }

    @Test
    void partsNameJavaAndWebRtcBesideMavensOwn() throws Exception {
        String text = PartsList.text("""
                {"bomFormat": "CycloneDX", "metadata": {"component": {"name": "installers", "version": "9"}},
                 "components": [{"name": "h2"}]}""", VERSION);
        assertThat(text)
                .contains("\"h2\"", "\"callvault\"", "\"1.2.3\"", "java-runtime", "BSD-3-Clause")
                .contains("GPL-2.0-only WITH Classpath-exception-2.0")
                .doesNotContain("installers");
    }

    @Test
    void whatIsNoListOfPartsIsRefused() {
        assertThatThrownBy(() -> PartsList.text("{}", VERSION)).isInstanceOf(InstallerException.class);
        assertThatThrownBy(() -> PartsList.text("<bom/>", VERSION)).isInstanceOf(InstallerException.class);
    }

    @Test
    void licencesAreSortedAndNameWhatMavenDoesNot() {
        String text = Licences.text(
                List.of(
                        "",
                        "Lists of 2 third-party dependencies.",
                        "     (MIT) b (g:b:1 - url)",
                        "     (BSD) a (g:a:1)"),
                VERSION);
        assertThat(text)
                .contains("OpenJFX", "Classpath Exception", "WebRTC", "SIL Open Font")
                .endsWith("(BSD) a (g:a:1)\n(MIT) b (g:b:1 - url)\n");
    }

    @Test
    void licencesInsideJarsAreFound() {
        assertThat(List.of("LICENSE", "META-INF/NOTICE.txt", "META-INF/license"))
                .allMatch(name -> LegalTexts.isLegal(new ZipEntry(name)));
        assertThat(List.of("META-INF/MANIFEST.MF", "a/LICENSE", "META-INF/licenses/"))
                .noneMatch(name -> LegalTexts.isLegal(new ZipEntry(name)));
    }
}
