package io.callvault.desktop.update;

import io.callvault.model.update.Manifest;
import io.callvault.model.update.SemVer;
import java.net.URI;

/**
 * A newer version that fits this computer.
 *
 * @param notes what is new, plain text
 * @param from where its package is
 */
public record Offer(SemVer version, String notes, Manifest.Download download, URI from) {}
