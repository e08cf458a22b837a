/**
 * What a person chose for this profile, kept in the store, and what an organisation decided for the whole computer, in a system-wide file
 * ({@link io.callvault.desktop.settings.Managed}, docs/managed-settings.md). Read once, on a thread that may wait; choices are written from
 * the FX thread without waiting.
 */
@NullMarked
package io.callvault.desktop.settings;

import org.jspecify.annotations.NullMarked;
