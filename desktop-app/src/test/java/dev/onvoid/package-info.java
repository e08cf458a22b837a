/** A stand-in for the package names of webrtc-java; used by the mirror of violations alone. */
@NullMarked
package dev.onvoid;

import org.jspecify.annotations.NullMarked;
