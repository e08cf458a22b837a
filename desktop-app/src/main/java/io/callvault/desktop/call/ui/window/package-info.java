/**
 * The windows of a call: the small one that rings, and the large one with pictures, controls and what is known about the connection. Opened
 * and closed by {@link io.callvault.desktop.call.ui.window.CallDesk} alone, by what the call service tells. Always dark inside, as pictures
 * want it; panels and menus follow the theme. FX thread.
 */
@NullMarked
package io.callvault.desktop.call.ui.window;

import org.jspecify.annotations.NullMarked;
