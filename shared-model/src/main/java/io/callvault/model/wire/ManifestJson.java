package io.callvault.model.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.PackageKind;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JSON of a signed manifest, and the bounds of what stands in it. */
final class ManifestJson {

    static final String PRODUCT = "io.callvault.Desktop";

    private static final int MAX_SIGNATURES = 8;
    private static final int MAX_RELEASES = 16;
    private static final int MAX_PACKAGES = 32;
    private static final int MAX_NOTES_CHARS = 8_000;
    private static final int MAX_URL_CHARS = 500;
    private static final long MAX_PACKAGE_BYTES = 1L << 30;

    /** What every JSON reader holds exactly (RFC 8259, section 6). */
    private static final long MAX_SERIAL = (1L << 53) - 1;

    private static final Pattern URL =
            Pattern.compile("(https://[A-Za-z0-9.:-]+/)?([A-Za-z0-9._~%+-]+/)*[A-Za-z0-9][A-Za-z0-9._~+-]{0,119}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern OS_VERSION = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){0,3}");

    private ManifestJson() {}

    /** The envelope of DSSE 1.0; its base64 is url-safe and unpadded. */
    record Envelope(@JsonProperty("payloadType") String payloadType, Bytes payload, List<Signature> signatures) {}

    /**
     * @param keyid a hint for people; nothing is decided by it
     */
    record Signature(Optional<String> keyid, Bytes sig) {}

    record Document(String product, long serial, long issued, long expires, List<Release> releases) {}

    record Release(String channel, String version, String notes, List<Download> packages) {}

    record Download(
            String os, String arch, String kind, String url, long size, String sha256, Optional<String> minOs) {}

    static Envelope envelope(byte[] utf8, int maxBytes) throws WireException {
        Envelope envelope = Json.read(utf8, maxBytes, Envelope.class);
        require(envelope.signatures().size() <= MAX_SIGNATURES, "at most " + MAX_SIGNATURES + " signatures");
        return envelope;
    }

    /** Kinds, systems and channels of a later version are passed over; everything else must be right. */
    static Manifest manifest(byte[] utf8, int maxBytes) throws WireException {
        Document document = Json.read(utf8, maxBytes, Document.class);
        require(document.product().equals(PRODUCT), "this manifest is for another product");
        require(document.serial() >= 1 && document.serial() <= MAX_SERIAL, "the serial is out of bounds");
        require(
                document.issued() > 0 && document.expires() > document.issued(),
                "a manifest expires after it was issued");
        require(document.releases().size() <= MAX_RELEASES, "at most " + MAX_RELEASES + " releases");
        List<Manifest.Release> releases = new ArrayList<>();
        for (Release release : document.releases()) {
            Optional<Manifest.Release> read = release(release);
            read.ifPresent(releases::add);
        }
        return new Manifest(document.serial(), document.issued(), document.expires(), releases);
    }

    private static Optional<Manifest.Release> release(Release release) throws WireException {
        SemVer version = SemVer.parse(release.version())
                .orElseThrow(() -> malformed("a version is not of the form of Semantic Versioning"));
        require(release.notes().length() <= MAX_NOTES_CHARS, "the notes are too long");
        require(
                release.notes().chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'),
                "the notes hold control characters");
        require(release.packages().size() <= MAX_PACKAGES, "at most " + MAX_PACKAGES + " packages");
        List<Manifest.Download> downloads = new ArrayList<>();
        for (Download one : release.packages()) {
            Optional<Manifest.Download> read = download(one);
            read.ifPresent(downloads::add);
        }
        return named(Channel.values(), release.channel())
                .map(channel -> new Manifest.Release(channel, version, release.notes(), downloads));
    }

    private static Optional<Manifest.Download> download(Download one) throws WireException {
        require(
                one.url().length() <= MAX_URL_CHARS && URL.matcher(one.url()).matches(),
                "the url of a package is neither relative nor https, or has no plain file name");
        require(one.size() > 0 && one.size() <= MAX_PACKAGE_BYTES, "the size of a package is out of bounds");
        require(SHA256.matcher(one.sha256()).matches(), "a SHA-256 has 64 hexadecimal digits");
        require(
                one.minOs().isEmpty() || OS_VERSION.matcher(one.minOs().get()).matches(),
                "the lowest version of a system is numbers with dots");
        Optional<Target> target = target(one);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        require(
                one.url().endsWith(target.get().kind().suffix()),
                "the file name of a package does not end as its kind does");
        return Optional.of(new Manifest.Download(
                target.get(), one.url(), one.size(), Bytes.copyOf(HexFormat.of().parseHex(one.sha256())), one.minOs()));
    }

    private static Optional<Target> target(Download one) throws WireException {
        Optional<Target.Os> os = named(Target.Os.values(), one.os());
        Optional<Target.Arch> arch = named(Target.Arch.values(), one.arch());
        Optional<PackageKind> kind = named(PackageKind.values(), one.kind());
        if (os.isEmpty() || arch.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        require(kind.get().os() == os.get(), "a package is of a kind that its system does not install");
        return Optional.of(new Target(os.get(), arch.get(), kind.get()));
    }

    static Document document(Manifest manifest) {
        return new Document(
                PRODUCT,
                manifest.serial(),
                manifest.issuedMs(),
                manifest.expiresMs(),
                manifest.releases().stream().map(ManifestJson::written).toList());
    }

    private static Release written(Manifest.Release release) {
        return new Release(
                word(release.channel()),
                release.version().toString(),
                release.notes(),
                release.downloads().stream()
                        .map(one -> new Download(
                                one.target().os().word(),
                                one.target().arch().word(),
                                one.target().kind().word(),
                                one.url(),
                                one.size(),
                                HexFormat.of().formatHex(one.sha256().toArray()),
                                one.minOs()))
                        .toList());
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String word) {
        return Arrays.stream(all).filter(one -> word(one).equals(word)).findFirst();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean right, String detail) throws WireException {
        if (!right) {
            throw malformed(detail);
        }
    }

    private static WireException malformed(String detail) {
        return new WireException(ProblemCode.MALFORMED, detail);
    }
}
