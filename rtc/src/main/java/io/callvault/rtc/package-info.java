/**
 * The media engine as a port: one {@link CallEngine} a process, one {@link Peer} a call. Behind it stand webrtc-java ({@code
 * rtc.webrtc}), a scripted one for tests ({@code rtc.scripted}), and one that says why there are no calls. All methods return at
 * once, from any thread; listeners hear on a thread of the engine, in order, and must return quickly.
 */
@NullMarked
package io.callvault.rtc;

import org.jspecify.annotations.NullMarked;
