package io.callvault.installer.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WixFilesTest {
    @TempDir
    private Path image;

    /** The first example of RFC 9562, appendix A.4: the DNS name space and {@code www.example.com}. */
    @Test
    void uuidsAreThoseOfTheStandard() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(NameUuid.of(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    /** An installed file keeps its component for ever: these two were handed out, and stand in callvault.wxs. */
    @Test
    void aFileHasTheSameIdInEveryVersion() {
        assertThat(WixFiles.id('f', "runtime/bin/javaw.exe")).isEqualTo("f4ac72080c2a3589fab6ac1b426499c79");
        assertThat(WixFiles.id('f', "callvault.exe")).isEqualTo("f8c788f5ce342510d99c9c7e3406414a4");
        assertThat(WixFiles.id('f', "CallVault.EXE")).isEqualTo(WixFiles.id('f', "callvault.exe"));
    }

    @Test
    void theSameImageGivesTheSameTextAndAnotherFileAnotherOne() throws IOException {
        write("callvault.exe");
        write("app/b.jar");
        write("app/a.jar");
        String first = WixFiles.of(image, "$(var.Image)");
        assertThat(WixFiles.of(image, "$(var.Image)")).isEqualTo(first);
        assertThat(first)
                .contains("Name=\"a.jar\" Source=\"$(var.Image)/app/a.jar\"")
                .contains("<RemoveFolder Id=\"" + WixFiles.id('r', "app/") + "\" On=\"uninstall\"/>");
        assertThat(first.indexOf("a.jar")).isLessThan(first.indexOf("b.jar"));
        write("app/c.jar");
        assertThat(WixFiles.of(image, "$(var.Image)")).isNotEqualTo(first);
    }

    @Test
    void namesAreWrittenAsXmlWantsThem() throws IOException {
        write("a & b.txt");
        assertThat(WixFiles.of(image, "i")).contains("Name=\"a &amp; b.txt\" Source=\"i/a &amp; b.txt\"");
    }

    private void write(String path) throws IOException {
        Path file = image.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }
}
