/**
 * The native libraries of every system we build for: which jars carry them, which files must be inside, and whether those are
 * really of that system and processor. It reads headers only; it loads nothing, so Linux can judge the natives of Windows and macOS.
 * Called by the installers of all systems after staging, and by the tests. Any thread; nothing is shared.
 */
@NullMarked
package io.callvault.installer.natives;

import org.jspecify.annotations.NullMarked;
