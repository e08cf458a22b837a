package io.callvault.desktop.update;

import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import io.callvault.model.wire.ManifestCodec;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a manifest means for this computer. Pure, any thread.
 *
 * @param osVersion of this computer, as the JVM tells it
 */
record Judge(Build.Source source, SemVer current, Target target, String osVersion) {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}(\\.\\d{1,6})*");

    /** What it means. */
    sealed interface Verdict {

        /**
         * There is a newer version.
         *
         * @param serial to be remembered
         */
        record Newer(long serial, Offer offer) implements Verdict {}

        /**
         * There is none.
         *
         * @param needs a sentence about one that this system is too old for; empty if there is none of that kind either
         */
        record Nothing(long serial, String needs) implements Verdict {}

        /** The manifest does not count; a sentence for people. */
        record Refused(String sentence) implements Verdict {}
    }

    /**
     * @param lowestSerial of all manifests seen so far
     * @param nowMs the time, in milliseconds since 1970
     */
    Verdict judge(byte[] file, Channel channel, long lowestSerial, long nowMs) {
        return switch (ManifestCodec.open(file, source.keys())) {
            case ManifestCodec.Opened.Unreadable(String _) ->
                new Verdict.Refused("The list of updates could not be read. It is tried again later.");
            case ManifestCodec.Opened.Unsigned() ->
                new Verdict.Refused(
                        "The list of updates is not signed by the makers of Call Vault, so nothing of it was used."
                                + " If this stays so, install the next version by hand.");
            case ManifestCodec.Opened.Signed(Manifest manifest) -> judge(manifest, channel, lowestSerial, nowMs);
        };
    }

    private Verdict judge(Manifest manifest, Channel channel, long lowestSerial, long nowMs) {
        if (manifest.serial() < lowestSerial) {
            return new Verdict.Refused(
                    "The server gave an older list of updates than before, so it was not used. It is tried again later.");
        }
        if (nowMs >= manifest.expiresMs()) {
            return new Verdict.Refused(
                    "The list of updates is out of date. Check the date and time of this computer; if they"
                            + " are right, look for a new version by hand.");
        }
        Optional<Offer> newest = newest(manifest, channel, true);
        if (newest.isPresent()) {
            return new Verdict.Newer(manifest.serial(), newest.get());
        }
        String needs = newest(manifest, channel, false)
                .map(offer -> "Version " + offer.version() + " needs "
                        + offer.download().minOs().orElse("a newer version")
                        + " or newer of this operating system, which is "
                        + osVersion + ".")
                .orElse("");
        return new Verdict.Nothing(manifest.serial(), needs);
    }

    /** Never the same version, never an older one. */
    private Optional<Offer> newest(Manifest manifest, Channel channel, boolean thatRunsHere) {
        return manifest.releases().stream()
                .filter(release ->
                        channel.takes(release.channel()) && release.version().isNewerThan(current))
                .sorted(Comparator.comparing(Manifest.Release::version).reversed())
                .flatMap(release -> release.downloads().stream()
                        .filter(download -> download.target().equals(target))
                        .filter(download -> !thatRunsHere || runsHere(download))
                        .map(download -> new Offer(
                                release.version(),
                                release.notes(),
                                download,
                                source.manifest().resolve(download.url()))))
                .findFirst();
    }

    private boolean runsHere(Manifest.Download download) {
        return download.minOs().map(least -> atLeast(osVersion, least)).orElse(true);
    }

    /** Compares number by number what stands at the beginning: {@code 6.1.0-21-amd64} is at least {@code 5.10}. */
    static boolean atLeast(String version, String least) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.lookingAt()) {
            return false;
        }
        String[] have = numbers.group().split("\\.", -1);
        String[] want = least.split("\\.", -1);
        for (int i = 0; i < want.length; i++) {
            int difference = Integer.parseInt(i < have.length ? have[i] : "0") - Integer.parseInt(want[i]);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }
}
