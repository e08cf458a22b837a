/**
 * What the Windows installer needs and WiX does not give: the list of files of an app-image as WiX source with component ids that are
 * the same for the same file in every version, and the icon file. Plain text and bytes, so all of it is made and tested on any system.
 * Called by {@code installers/windows/build.ps1} and {@code check.sh}. Any thread; nothing is shared.
 */
@NullMarked
package io.callvault.installer.windows;

import org.jspecify.annotations.NullMarked;
