package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedFileTest {

    @TempDir
    private Path folder;

    private ManagedFile file(String os, Map<String, String> environment) {
        return ManagedFile.of(folder, environment, key -> key.equals("os.name") ? os : "");
    }

    /** The real file under another root. */
    private Path write(String mode) throws IOException {
        Path file = file("Linux", Map.of()).path();
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private static boolean isRoot(Path file) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
    }

    @Test
    void everySystemHasItsPlace() {
        assertThat(file("Linux", Map.of()).path())
                .isEqualTo(folder.resolve("etc").resolve("callvault").resolve("managed.json"));
        assertThat(file("Mac OS X", Map.of()).path())
                .isEqualTo(folder.resolve("Library")
                        .resolve("Application Support")
                        .resolve("CallVault")
                        .resolve("managed.json"));
        Path programData = folder.resolve("ProgramData");
        assertThat(file("Windows 11", Map.of("ProgramData", programData.toString()))
                        .path())
                .isEqualTo(programData.resolve("CallVault").resolve("managed.json"));
        assertThat(file("Linux", Map.of()).read()).isInstanceOf(ManagedFile.Reading.Absent.class);
    }

    @Test
    void onlyWhatRootAloneCanWriteCounts() throws IOException {
        Path file = write("rw-r--r--");
        Class<?> wanted = isRoot(file) ? ManagedFile.Reading.Found.class : ManagedFile.Reading.Refused.class;
        assertThat(file("Linux", Map.of()).read()).isInstanceOf(wanted);
        write("rw-rw-r--");
        assertRefused();
        write("rw-r--rw-");
        assertRefused();
    }

    @Test
    void aFolderThatOthersCanWriteMakesTheFileWorthNothing() throws IOException {
        Path file = write("rw-r--r--");
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused();
    }

    @Test
    void whatALinkLeadsToIsJudged() throws IOException {
        Path file = write("rw-r--r--");
        Path target = Files.move(file, folder.resolve("elsewhere.json"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.createSymbolicLink(file, target);
        assertRefused();
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Path file = write("rw-r--r--");
        Files.write(file, new byte[ManagedFile.MAX_BYTES + 1]);
        assertThat(new ManagedFile(file, any -> true).read())
                .isInstanceOfSatisfying(
                        ManagedFile.Reading.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("larger"));
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws IOException {
        Path file = write("rw-r--r--");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(new ManagedFile(file, any -> true).read()).isInstanceOf(ManagedFile.Reading.Refused.class);
    }

    @Test
    void onWindowsAdministratorsWriteInTheNameOfAGroup() {
        UserPrincipal person = () -> "PC\\anna";
        GroupPrincipal administrators = () -> "BUILTIN\\Administrators";
        assertThat(ManagedFile.belongsToAdministrators(person)).isFalse();
        assertThat(ManagedFile.belongsToAdministrators(administrators)).isTrue();
    }

    private void assertRefused() {
        assertThat(file("Linux", Map.of()).read())
                .isInstanceOfSatisfying(
                        ManagedFile.Reading.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .contains(file("Linux", Map.of()).path().toString()));
    }
}
