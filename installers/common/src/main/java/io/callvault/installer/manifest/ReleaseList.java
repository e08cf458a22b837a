package io.callvault.installer.manifest;

import io.callvault.installer.InstallerException;
import io.callvault.model.update.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the next manifest says, from the one before and a new release. Pure. */
final class ReleaseList {

    private ReleaseList() {}

    /**
     * The same channel's older release goes; those of the other channels stay.
     *
     * @throws InstallerException if the channel would go back: nobody's app would follow
     */
    static Manifest with(Optional<Manifest> before, Manifest.Release release, Instant now, Duration life)
            throws InstallerException {
        List<Manifest.Release> releases = new ArrayList<>(List.of(release));
        for (Manifest.Release other : before.map(Manifest::releases).orElse(List.of())) {
            if (other.channel() != release.channel()) {
                releases.add(other);
            } else if (other.version().isNewerThan(release.version())) {
                throw new InstallerException(
                        "Version " + other.version() + " is published there already, and " + release.version()
                                + " is older: no app goes back. Publish what is right under a higher number.");
            }
        }
        return made(before, releases, now, life);
    }

    /** The same once more, with a new life. */
    static Manifest renewed(Manifest before, Instant now, Duration life) {
        return made(Optional.of(before), before.releases(), now, life);
    }

    private static Manifest made(
            Optional<Manifest> before, List<Manifest.Release> releases, Instant now, Duration life) {
        return new Manifest(
                before.map(Manifest::serial).orElse(0L) + 1,
                now.toEpochMilli(),
                now.plus(life).toEpochMilli(),
                releases);
    }
}
