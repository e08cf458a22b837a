/**
 * What the macOS app bundle needs and jpackage does not give: the icon file. Bytes only, so it is made and tested on any system.
 * Called by {@code installers/macos/build.sh}. Any thread; nothing is shared.
 */
@NullMarked
package io.callvault.installer.macos;

import org.jspecify.annotations.NullMarked;
