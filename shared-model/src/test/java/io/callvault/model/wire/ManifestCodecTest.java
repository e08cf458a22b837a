package io.callvault.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.PackageKind;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import io.callvault.model.wire.ManifestCodec.Opened;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestCodecTest {

    private static final SigningKey OLD = SigningKey.generate(new SecureRandom());
    private static final SigningKey NEW = SigningKey.generate(new SecureRandom());
    private static final SigningKey FOREIGN = SigningKey.generate(new SecureRandom());

    private static final Manifest MANIFEST = new Manifest(
            7,
            1_000,
            2_000,
            List.of(new Manifest.Release(
                    Channel.BETA,
                    SemVer.parse("1.2.3-beta.1").orElseThrow(),
                    "Faster.\nAnd quieter: “yes”.",
                    List.of(
                            download(PackageKind.DEB, "callvault_1.2.3~beta.1_amd64.deb", Optional.of("5.10")),
                            download(
                                    PackageKind.MSI,
                                    "https://files.example.org/a/CallVault-1.2.3.msi",
                                    Optional.empty()),
                            download(PackageKind.DMG, "../v1.2.3/CallVault-1.2.3.dmg", Optional.of("13"))))));

    private static Manifest.Download download(PackageKind kind, String url, Optional<String> minOs) {
        return new Manifest.Download(
                new Target(kind.os(), Target.Arch.X64, kind),
                url,
                90_000_000,
                Bytes.copyOf(Digests.sha256(new byte[1])),
                minOs);
    }

    @Test
    void comesBackAsItWasWritten() throws WireException {
        byte[] file = ManifestCodec.write(MANIFEST, List.of(OLD));
        assertThat(ManifestCodec.open(file, keys(OLD))).isEqualTo(new Opened.Signed(MANIFEST));
        assertThat(MANIFEST.releases().getFirst().downloads().get(1).fileName()).isEqualTo("CallVault-1.2.3.msi");
    }

    @Test
    void oneKnownKeyOfSeveralIsEnough() throws WireException {
        byte[] both = ManifestCodec.write(MANIFEST, List.of(OLD, NEW));
        assertThat(ManifestCodec.open(both, keys(OLD))).isInstanceOf(Opened.Signed.class);
        assertThat(ManifestCodec.open(both, keys(FOREIGN, NEW))).isInstanceOf(Opened.Signed.class);
        assertThat(ManifestCodec.open(both, keys(FOREIGN))).isEqualTo(new Opened.Unsigned());
        assertThat(ManifestCodec.open(both, List.of())).isEqualTo(new Opened.Unsigned());
        assertThat(ManifestCodec.keyId(OLD.verifyKey())).hasSize(16).isNotEqualTo(ManifestCodec.keyId(NEW.verifyKey()));
    }

    @Test
    void everyBitOfTheFileCounts() throws WireException {
        byte[] file = ManifestCodec.write(MANIFEST, List.of(OLD));
        int payload = new String(file, StandardCharsets.UTF_8).indexOf("payload\":\"") + "payload\":\"".length();
        for (int i = payload; i < file.length; i++) {
            byte[] hurt = file.clone();
            hurt[i] ^= 1;
            if (ManifestCodec.open(hurt, keys(OLD)) instanceof Opened.Signed(Manifest read)) {
                // The hint of the key and unused bits at the end of base64 are not signed: what is said must be the
                // same.
                assertThat(read).as("byte " + i).isEqualTo(MANIFEST);
            }
        }
    }

    @Test
    void aSignatureForSomethingElseIsNone() {
        byte[] payload = Json.write(ManifestJson.document(MANIFEST)).getBytes(StandardCharsets.UTF_8);
        assertThat(ManifestCodec.open(sealed(payload, OLD.sign(payload)), keys(OLD)))
                .isEqualTo(new Opened.Unsigned());
        assertThat(ManifestCodec.open(sealed(payload, OLD.sign(Proofs.updateManifest(payload))), keys(OLD)))
                .isInstanceOf(Opened.Signed.class);
        assertThat(ManifestCodec.open(sealed(payload, Bytes.copyOf(new byte[3])), keys(OLD)))
                .isEqualTo(new Opened.Unsigned());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"serial\":7|\"serial\":0",
                "\"serial\":7|\"serial\":9007199254740992",
                "\"serial\":7|\"serial\":7,\"serial\":8",
                "\"expires\":2000|\"expires\":1000",
                "io.callvault.Desktop|io.example.Other",
                "1.2.3-beta.1\"|1.2\"",
                "Faster.|Fast\\u001b[1m",
                "\"size\":90000000|\"size\":0",
                "\"size\":90000000|\"size\":1073741825",
                "\"callvault_|\"../.",
                "\"callvault_|\"http://example.org/",
                "\"callvault_|\"a b",
                "amd64.deb|amd64.rpm",
                "https://files|file://files",
                "\"min_os\":\"5.10\"|\"min_os\":\"new\"",
                "\"kind\":\"deb\"|\"kind\":\"msi\"",
                "\"sha256\":\"6|\"sha256\":\"G",
            })
    void alsoASignedOneKeepsItsBounds(String from, String to) {
        String json = Json.write(ManifestJson.document(MANIFEST));
        assertThat(json).contains(from);
        byte[] payload = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
        assertThat(ManifestCodec.open(sealed(payload, OLD.sign(Proofs.updateManifest(payload))), keys(OLD)))
                .isInstanceOf(Opened.Unreadable.class);
    }

    @Test
    void kindsAndChannelsOfALaterVersionArePassedOver() {
        UnaryOperator<String> later = json -> json.replace("\"kind\":\"deb\"", "\"kind\":\"flatpak\"")
                .replace("\"product\"", "\"later\":1,\"product\"");
        byte[] payload =
                later.apply(Json.write(ManifestJson.document(MANIFEST))).getBytes(StandardCharsets.UTF_8);
        Opened opened = ManifestCodec.open(sealed(payload, OLD.sign(Proofs.updateManifest(payload))), keys(OLD));
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Signed.class,
                        signed -> assertThat(
                                        signed.manifest().releases().getFirst().downloads())
                                .hasSize(2));
    }

    @Test
    void rubbishIsUnreadableAndTooMuchIsNotRead() {
        assertThat(ManifestCodec.open(new byte[0], keys(OLD))).isInstanceOf(Opened.Unreadable.class);
        assertThat(ManifestCodec.open("[]".getBytes(StandardCharsets.UTF_8), keys(OLD)))
                .isInstanceOf(Opened.Unreadable.class);
        byte[] large = new byte[ManifestCodec.MAX_BYTES + 1];
        assertThat(ManifestCodec.open(large, keys(OLD)))
                .isEqualTo(new Opened.Unreadable("at most " + ManifestCodec.MAX_BYTES + " bytes"));
    }

    @Test
    void whatTheClientWouldRefuseIsNotWritten() {
        Manifest bad = new Manifest(0, 1, 2, List.of());
        assertThatThrownBy(() -> ManifestCodec.write(bad, List.of(OLD))).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> ManifestCodec.write(MANIFEST, List.of())).isInstanceOf(WireException.class);
    }

    private static byte[] sealed(byte[] payload, Bytes signature) {
        return Json.write(new ManifestJson.Envelope(
                        Proofs.UPDATE_MANIFEST,
                        Bytes.copyOf(payload),
                        List.of(new ManifestJson.Signature(Optional.empty(), signature))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<VerifyKey> keys(SigningKey... keys) {
        return List.of(keys).stream().map(SigningKey::verifyKey).toList();
    }
}
