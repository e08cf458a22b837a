/**
 * What a person chose for this profile, kept in the store. Read once when a window opens, on a thread that may wait; written
 * from the FX thread without waiting.
 */
@NullMarked
package io.callvault.desktop.settings;

import org.jspecify.annotations.NullMarked;
