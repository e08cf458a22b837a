/** Tests of the room of the same name. */
@NullMarked
package io.callvault.rtc.webrtc;

import org.jspecify.annotations.NullMarked;
