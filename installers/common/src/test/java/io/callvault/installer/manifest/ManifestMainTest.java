package io.callvault.installer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.PackageKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManifestMainTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();
    private Path key = Path.of("");
    private Path list = Path.of("");
    private String publicKey = "";

    @BeforeEach
    void makeKeyAndPackages() throws IOException {
        key = folder.resolve("release.key");
        list = folder.resolve("updates.json");
        Files.createDirectories(folder.resolve("packages"));
        for (String name : List.of(
                "callvault_1.2.0_amd64.deb",
                "callvault-1.2.0-1.x86_64.rpm",
                "callvault-1.2.0-linux-x64.tar.zst",
                "CallVault-1.2.0-x64.msi",
                "CallVault-1.2.0-arm64.dmg",
                "SHA256SUMS")) {
            write(name);
        }
        assertThat(run("key", key.toString())).isZero();
        publicKey = out.toString().strip();
    }

    private void write(String name) throws IOException {
        Files.writeString(folder.resolve("packages").resolve(name), "the bytes of " + name);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = ManifestMain.commandLine(environment)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private int make(String version, Channel channel, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "make",
                "--packages",
                folder.resolve("packages").toString(),
                "--release",
                version,
                "--channel",
                channel.name(),
                "--out",
                list.toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private Manifest opened() throws Exception {
        return Signing.read(list, List.of(Signing.publicKey(publicKey)));
    }

    @Test
    void whatIsMadeIsWhatAppsRead() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "Faster.\r\nQuieter.\r\n");
        assertThat(make(
                        "1.2.0",
                        Channel.STABLE,
                        "--key",
                        key.toString(),
                        "--notes",
                        notes.toString(),
                        "--url",
                        "https://files.example.org/v1.2.0/",
                        "--min-os",
                        "macos=13",
                        "--min-os",
                        "linux=5.10"))
                .as(err.toString())
                .isZero();
        Manifest manifest = opened();
        assertThat(manifest.serial()).isEqualTo(1);
        Manifest.Release release = manifest.releases().getFirst();
        assertThat(release.notes()).isEqualTo("Faster.\nQuieter.");
        assertThat(release.downloads())
                .extracting(one -> one.target().kind())
                .containsExactlyInAnyOrder(
                        PackageKind.DEB, PackageKind.RPM, PackageKind.TAR, PackageKind.MSI, PackageKind.DMG);
        Manifest.Download deb = release.downloads().stream()
                .filter(one -> one.target().kind() == PackageKind.DEB)
                .findFirst()
                .orElseThrow();
        byte[] bytes = "the bytes of callvault_1.2.0_amd64.deb".getBytes(StandardCharsets.UTF_8);
        assertThat(deb.url()).isEqualTo("https://files.example.org/v1.2.0/callvault_1.2.0_amd64.deb");
        assertThat(deb.size()).isEqualTo(bytes.length);
        assertThat(deb.sha256()).isEqualTo(Bytes.copyOf(Digests.sha256(bytes)));
        assertThat(deb.minOs()).contains("5.10");
        assertThat(out.toString()).contains("stable 1.2.0 linux x64 deb");
        assertThat(run(
                        "check",
                        list.toString(),
                        "--trust",
                        publicKey,
                        "--packages",
                        folder.resolve("packages").toString()))
                .isZero();
    }

    @Test
    void theSecretIsTheOwnersAndIsNeverSaidOrOverwritten() throws Exception {
        String secret = Files.readString(key).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(publicKey).hasSize(43).isNotEqualTo(secret);
        assertThat(run("key", key.toString())).isOne();
        assertThat(Files.readString(key).strip()).isEqualTo(secret);
        environment = Map.of(SecretKeys.VARIABLE, secret);
        assertThat(make("1.2.0", Channel.STABLE)).isZero();
        assertThat(out + err.toString() + Files.readString(list)).doesNotContain(secret);
        environment = Map.of(SecretKeys.VARIABLE, secret.substring(1));
        assertThat(make("1.2.0", Channel.STABLE)).isOne();
        assertThat(err.toString()).contains(SecretKeys.VARIABLE).doesNotContain(secret.substring(1));
        environment = Map.of();
        assertThat(make("1.2.0", Channel.STABLE)).isOne();
        assertThat(err.toString()).contains("no key to sign with");
    }

    @Test
    void theNumberGrowsAndTheOtherChannelStays() throws Exception {
        environment = Map.of(SecretKeys.VARIABLE, Files.readString(key));
        String previous = list.toString();
        assertThat(make("1.2.0", Channel.STABLE)).isZero();
        assertThat(make("1.3.0-beta.1", Channel.BETA, "--previous", previous)).isZero();
        assertThat(make("1.2.1", Channel.STABLE, "--previous", previous)).isZero();
        Manifest manifest = opened();
        assertThat(manifest.serial()).isEqualTo(3);
        assertThat(manifest.releases())
                .extracting(release -> release.version().toString())
                .containsExactlyInAnyOrder("1.2.1", "1.3.0-beta.1");
        assertThat(run("renew", "--previous", previous, "--out", previous, "--days", "7"))
                .isZero();
        assertThat(opened().serial()).isEqualTo(4);
        assertThat(opened().releases()).isEqualTo(manifest.releases());
        assertThat(make("1.2.0", Channel.STABLE, "--previous", previous)).isOne();
        assertThat(err.toString()).contains("no app goes back");
    }

    @Test
    void aListOfSomebodyElseIsNotContinued() throws Exception {
        assertThat(make("1.2.0", Channel.STABLE, "--key", key.toString())).isZero();
        Path other = folder.resolve("other.key");
        assertThat(run("key", other.toString())).isZero();
        String previous = list.toString();
        assertThat(make("1.2.1", Channel.STABLE, "--key", other.toString(), "--previous", previous))
                .isOne();
        assertThat(make(
                        "1.2.1",
                        Channel.STABLE,
                        "--key",
                        other.toString(),
                        "--key",
                        key.toString(),
                        "--previous",
                        previous))
                .isZero();
        // Signed by both: apps that know one of the two take it.
        assertThat(opened().serial()).isEqualTo(2);
    }

    @Test
    void aPackageThatChangedIsFound() throws Exception {
        assertThat(make("1.2.0", Channel.STABLE, "--key", key.toString())).isZero();
        Files.writeString(folder.resolve("packages").resolve("CallVault-1.2.0-x64.msi"), "other");
        assertThat(run(
                        "check",
                        list.toString(),
                        "--trust",
                        publicKey,
                        "--packages",
                        folder.resolve("packages").toString()))
                .isOne();
        assertThat(err.toString()).contains("CallVault-1.2.0-x64.msi");
        assertThat(run("check", list.toString(), "--trust", publicKey)).isZero();
        assertThat(run("check", list.toString(), "--trust", "A".repeat(43))).isOne();
    }

    @Test
    void whatCannotBeToldIsRefused() throws Exception {
        assertThat(make("1.2", Channel.STABLE, "--key", key.toString())).isOne();
        write("callvault_1.2.0_arm64.deb");
        assertThat(make("1.2.0", Channel.STABLE, "--key", key.toString())).isZero();
        write("callvault-again_1.2.0_arm64.deb");
        assertThat(make("1.2.0", Channel.STABLE, "--key", key.toString())).isOne();
        Files.delete(folder.resolve("packages").resolve("callvault-again_1.2.0_arm64.deb"));
        write("callvault_1.2.0_riscv64.deb");
        assertThat(make("1.2.0", Channel.STABLE, "--key", key.toString())).isOne();
        assertThat(err.toString()).contains("riscv64");
        assertThat(run()).isEqualTo(2);
    }
}
