/** Tests of keys at rest and of the profile lock, in temporary folders. */
@NullMarked
package io.callvault.desktop.vault;

import org.jspecify.annotations.NullMarked;
