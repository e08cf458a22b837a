package io.callvault.model.update;

import io.callvault.model.crypto.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What there is to install, said once for everybody and signed.
 *
 * @param serial grows with every manifest that is published; who has seen one never takes a lower one
 * @param issuedMs when it was made, in milliseconds since 1970
 * @param expiresMs from when on it says nothing any more: who hides the newer ones is noticed then
 */
public record Manifest(long serial, long issuedMs, long expiresMs, List<Release> releases) {

    public Manifest {
        releases = List.copyOf(releases);
    }

    /**
     * One version on one channel.
     *
     * @param notes what is new, for people, in plain text; lines end with a line feed
     */
    public record Release(Channel channel, SemVer version, String notes, List<Download> downloads) {

        public Release {
            downloads = List.copyOf(downloads);
        }
    }

    /**
     * One file.
     *
     * @param url relative to the manifest's own, or absolute with https
     * @param size in bytes
     * @param sha256 32 bytes
     * @param minOs the lowest version of the system, numbers with dots; empty if any will do
     */
    public record Download(Target target, String url, long size, Bytes sha256, Optional<String> minOs) {

        /** The last part of the url; a plain file name. */
        public String fileName() {
            return url.substring(url.lastIndexOf('/') + 1);
        }
    }
}
