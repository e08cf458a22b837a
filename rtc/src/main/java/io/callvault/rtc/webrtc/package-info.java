/**
 * The engine over webrtc-java: the only room that imports it, because a wrong call there takes the process (docs/rtc.md has the
 * rules and where each is kept). One runtime a process, one thread a peer that makes every native call of it; callbacks of the
 * natives copy, enqueue and never throw. Callers see {@link io.callvault.rtc.webrtc.CallEngines} and the port alone.
 */
@NullMarked
package io.callvault.rtc.webrtc;

import org.jspecify.annotations.NullMarked;
