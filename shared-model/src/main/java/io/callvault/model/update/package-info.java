/**
 * What a release is, for those who publish one and for the app that updates itself: versions, packages, and the manifest that names
 * them. Values alone; the bytes are written and read by {@link io.callvault.model.wire.ManifestCodec}. Immutable, any thread.
 */
@NullMarked
package io.callvault.model.update;

import org.jspecify.annotations.NullMarked;
