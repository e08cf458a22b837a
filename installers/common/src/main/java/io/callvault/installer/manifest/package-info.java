/**
 * Says to all installed apps what there is to install: makes the manifest of a release from its packages and signs it. A command line,
 * {@link io.callvault.installer.manifest.ManifestMain}, for whoever publishes; what the app makes of it stands in docs/updates.md. One
 * thread. The signing key is read from a file or the environment, and never printed.
 */
@NullMarked
package io.callvault.installer.manifest;

import org.jspecify.annotations.NullMarked;
