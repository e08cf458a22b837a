/**
 * Signs native libraries where they hide: inside jars. Windows and macOS both judge a library when it is loaded, and Apple refuses
 * an app that holds one unsigned Mach-O file anywhere, so each is taken out, signed by the system's own program, and put back; the
 * rest of the jar keeps its bytes, order and times. Called by {@code build.ps1} and {@code build.sh} before the app-image is trained
 * (a start-up cache knows the size of each jar). One thread; what was signed is remembered, so that a step can be run again.
 */
@NullMarked
package io.callvault.installer.signing;

import org.jspecify.annotations.NullMarked;
