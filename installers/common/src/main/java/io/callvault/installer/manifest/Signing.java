package io.callvault.installer.manifest;

import io.callvault.installer.InstallerException;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.update.Manifest;
import io.callvault.model.wire.ManifestCodec;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that signs is told. */
final class Signing {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Key to sign with; several while one is replaced (default: " + SecretKeys.VARIABLE + ").")
    private List<Path> keyFiles = List.of();

    @Option(
            names = "--trust",
            paramLabel = "PUBLIC",
            description = "Public key that may have signed the list before, besides those that sign now.")
    private List<String> trusted = List.of();

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "After so many days the list expires, and apps say so (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the new list goes.")
    private @Nullable Path out;

    List<SigningKey> keys(Map<String, String> environment) throws IOException, InstallerException {
        return SecretKeys.read(keyFiles, environment);
    }

    Duration life() {
        return Duration.ofDays(days);
    }

    /**
     * The list that was published before.
     *
     * @throws InstallerException if it is not ours: its number must not be believed then
     */
    Manifest before(Path file, List<SigningKey> keys) throws IOException, InstallerException {
        List<VerifyKey> all = new ArrayList<>();
        keys.forEach(key -> all.add(key.verifyKey()));
        for (String key : trusted) {
            all.add(publicKey(key));
        }
        return read(file, all);
    }

    static VerifyKey publicKey(String text) throws InstallerException {
        try {
            return new VerifyKey(Bytes.ofBase64Url(text));
        } catch (IllegalArgumentException e) {
            throw new InstallerException("'" + text + "' is no public key: 43 characters of base64url are needed.", e);
        }
    }

    static Manifest read(Path file, List<VerifyKey> keys) throws IOException, InstallerException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(ManifestCodec.MAX_BYTES + 1);
        }
        return switch (ManifestCodec.open(bytes, keys)) {
            case ManifestCodec.Opened.Signed(Manifest manifest) -> manifest;
            case ManifestCodec.Opened.Unsigned() ->
                throw new InstallerException(file + " is signed by none of the keys given.");
            case ManifestCodec.Opened.Unreadable(String detail) ->
                throw new InstallerException(file + " is no list of updates: " + detail + ".");
        };
    }

    /** Signs and writes; one line for each package. */
    Stream<String> write(Manifest manifest, List<SigningKey> keys)
            throws IOException, InstallerException, WireException {
        if (out == null) {
            throw new InstallerException("Say where the list goes: --out FILE.");
        }
        byte[] bytes = ManifestCodec.write(manifest, keys);
        Path fresh = out.resolveSibling(out.getFileName() + ".new");
        Files.write(fresh, bytes);
        Files.move(fresh, out, StandardCopyOption.REPLACE_EXISTING);
        return lines(manifest);
    }

    static Stream<String> lines(Manifest manifest) {
        Stream<String> head =
                Stream.of("serial " + manifest.serial() + ", expires " + Instant.ofEpochMilli(manifest.expiresMs()));
        return Stream.concat(
                head,
                manifest.releases().stream()
                        .flatMap(release -> release.downloads().stream()
                                .map(one -> release.channel().name().toLowerCase(Locale.ROOT) + " "
                                        + release.version() + " "
                                        + one.target().os().word() + " "
                                        + one.target().arch().word() + " "
                                        + one.target().kind().word() + " " + one.size() + " "
                                        + one.url())));
    }
}
